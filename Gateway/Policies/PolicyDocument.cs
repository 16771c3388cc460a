using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Gateway.Calendars;
using Gateway.References;
using Gateway.Rotas;

namespace Gateway.Policies;

/// <summary>A policy as it stands in a JSON document. Reading one either gives a policy that is complete, or every reason why not.</summary>
internal static class PolicyDocument
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        NumberHandling = JsonNumberHandling.Strict,
        Converters =
        {
            new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false), new ResourceKeyConverter(), new SubjectRuleConverter(),
            new TimeZoneConverter(), new LocalDateConverter(), new WallTimeConverter(),
        },
    };

    private static readonly JsonDocumentOptions Strictly = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    /// <summary>Reads a policy; <paramref name="faults"/> are for whoever wrote the document.</summary>
    public static OrganisationPolicy? Read(ReadOnlySpan<byte> json, out ImmutableArray<PolicyFault> faults)
    {
        JsonNode? document;
        try
        {
            document = JsonNode.Parse(json, documentOptions: Strictly);
        }
        catch (JsonException e)
        {
            faults = [new PolicyFault(string.Empty, $"This is no JSON: see line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1} of it.")];
            return null;
        }

        return Read(document, out faults);
    }

    /// <inheritdoc cref="Read(ReadOnlySpan{byte}, out ImmutableArray{PolicyFault})"/>
    public static OrganisationPolicy? Read(JsonNode? document, out ImmutableArray<PolicyFault> faults)
    {
        var found = PolicySchema.FaultsOf(document).ToBuilder();
        var policy = document is JsonObject whole ? Judged(whole, found) : null;
        faults = [.. found.Distinct()];
        return faults.IsEmpty ? policy : null;
    }

    /// <summary>The organisation's rules of the policy that ships with the product.</summary>
    public static GatewayPolicy Default() => Rules(JsonNode.Parse(DefaultJson())!.AsObject());

    /// <summary>The policy that ships with the product, as a document.</summary>
    public static byte[] DefaultJson()
    {
        using var stream = typeof(PolicyDocument).Assembly.GetManifestResourceStream("Gateway.Policies.default.policy.json")!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }

    // What the schema objects to is not read; all else is, so that every fault is told at once.
    private static OrganisationPolicy? Judged(JsonObject document, ImmutableArray<PolicyFault>.Builder faults)
    {
        var effective = new EffectivePeriod();
        if (!IsFaulty(faults, PolicyFault.Step(PolicyMembers.Effective))
            && TryRead(document[PolicyMembers.Effective], string.Empty, faults, out EffectivePeriod? given, PolicyMembers.Effective))
        {
            effective = given!;
            if (effective.IsEmpty)
            {
                faults.Add(new PolicyFault(PolicyFault.Step(PolicyMembers.Effective), "It must begin before it ends: from is not before until."));
            }
        }

        var rules = RulesIn(document);
        if (rules.Any(section => IsFaulty(faults, PolicyFault.Step(section.Key))) || IsFaulty(faults, string.Empty, exactly: true)
            || !TryRead(rules, string.Empty, faults, out GatewayPolicy? organisation))
        {
            return null;
        }

        ImmutableArray<PolicyFault> known = [.. RuleFaults.Of(organisation!)];
        faults.AddRange(known);
        var overrides = new OverrideReader(rules, known, faults);
        var departments = overrides.Read(document[PolicyMembers.Departments] as JsonObject, OverrideLevel.Department);
        var practitioners = overrides.Read(document[PolicyMembers.Practitioners] as JsonObject, OverrideLevel.Practitioner);
        return new OrganisationPolicy(organisation!, effective, departments, practitioners);
    }

    /// <summary>The document without what says how it is used: what every decision is made by.</summary>
    private static JsonObject RulesIn(JsonObject document) =>
        new(document.Where(member => !PolicyMembers.AroundTheRules.Contains(member.Key)).Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));

    /// <summary>Rules that are known to be good.</summary>
    private static GatewayPolicy Rules(JsonObject document) => RulesIn(document).Deserialize<GatewayPolicy>(Options)!;

    private static bool IsFaulty(ImmutableArray<PolicyFault>.Builder faults, string pointer, bool exactly = false) => faults.Any(fault =>
        fault.Pointer == pointer || (!exactly && fault.Pointer.StartsWith($"{pointer}/", StringComparison.Ordinal)));

    /// <summary>Reads a part as the gateway understands it. The schema lets nothing through that is not understood; if it does, this tells.</summary>
    internal static bool TryRead<T>(JsonNode? part, string pointer, ImmutableArray<PolicyFault>.Builder faults, out T? read, string? member = null)
        where T : class
    {
        read = null;
        if (part is null)
        {
            return false;
        }

        try
        {
            read = part.Deserialize<T>(Options);
            return read is not null;
        }
        catch (JsonException e)
        {
            faults.Add(new PolicyFault(pointer + (member is null ? PointerOf(e.Path) : PolicyFault.Step(member)), "This is not what can stand here."));
            return false;
        }
    }

    // $.routing.byIntent.refill; names with other signs are told in brackets, and then the place as far as it is plain has to do.
    private static string PointerOf(string? path) => string.Concat((path ?? string.Empty).Split('[')[0].Split('.').Skip(1).Select(PolicyFault.Step));

    /// <summary>Pools stand as <c>Type/id</c>.</summary>
    private sealed class ResourceKeyConverter : JsonConverter<ResourceKey>
    {
        public override ResourceKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String ? Parse(reader.GetString()) : Parse(null);

        public override void Write(Utf8JsonWriter writer, ResourceKey value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());

        public override ResourceKey ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Parse(reader.GetString());

        public override void WriteAsPropertyName(Utf8JsonWriter writer, ResourceKey value, JsonSerializerOptions options) =>
            writer.WritePropertyName(value.ToString());

        private static ResourceKey Parse(string? text) =>
            ResourceKey.TryParse(text, out var key) ? key : throw new JsonException("A reference of the form Type/id is expected.");
    }
}
