using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Gateway.Attachments;
using Gateway.Engagement;
using Gateway.Guidance;
using Gateway.References;
using Gateway.Sufficiency;
using Gateway.Triage;

namespace Gateway.Policies;

/// <summary>A policy as it stands in a JSON file. Reading one either gives a policy that is complete, or every reason why not.</summary>
internal static class PolicyDocument
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false), new ResourceKeyConverter(), new SubjectRuleConverter() },
    };

    /// <summary>Reads a policy; <paramref name="faults"/> are sentences for whoever wrote the file.</summary>
    public static GatewayPolicy? Read(ReadOnlySpan<byte> json, out ImmutableArray<string> faults)
    {
        try
        {
            var policy = JsonSerializer.Deserialize<GatewayPolicy>(json, Options);
            faults = policy is null ? ["The policy is empty."] : FaultsOf(policy);
            return faults.IsEmpty ? policy : null;
        }
        catch (JsonException e)
        {
            faults = [$"The policy cannot be read at {e.Path ?? "its start"}, line {e.LineNumber + 1}: {e.Message}"];
            return null;
        }
    }

    /// <summary>The policy that ships with the product.</summary>
    public static GatewayPolicy Default()
    {
        using var stream = typeof(PolicyDocument).Assembly.GetManifestResourceStream("Gateway.Policies.default.policy.json")!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return Read(content, out var faults) ?? throw new InvalidOperationException(string.Join(' ', faults));
    }

    private static ImmutableArray<string> FaultsOf(GatewayPolicy policy)
    {
        var faults = ImmutableArray.CreateBuilder<string>();
        if (string.IsNullOrWhiteSpace(policy.Version))
        {
            faults.Add("version: a policy needs a version, because decisions cite it.");
        }

        foreach (var intent in Enum.GetValues<Intent>().Where(intent => !policy.Routing.ByIntent.ContainsKey(intent)))
        {
            faults.Add($"routing.byIntent.{JsonNamingPolicy.CamelCase.ConvertName(intent.ToString())}: this intent has no pool.");
        }

        foreach (var (name, _) in policy.Subjects.ByVerdict.Where(verdict => !verdict.Rule.IsSensible))
        {
            faults.Add($"subjects.{name}: what is strong must not be treated more lightly than what is weak (attest, ask, hold, in this order).");
        }

        var ages = policy.Proxies.Adolescents;
        if (ages.FromAge < 0 || ages.ToAge < ages.FromAge)
        {
            faults.Add("proxies.adolescents: fromAge must not be negative, nor above toAge.");
        }

        faults.AddRange(AdviceFaults.In(policy.Advice));
        faults.AddRange(EngagementFaults.In(policy.Engagement));
        faults.AddRange(AttachmentFaults.In(policy.Attachments));
        faults.AddRange(SufficiencyFaults.In(policy.Sufficiency));
        return faults.DrainToImmutable();
    }

    /// <summary>Pools stand as <c>Type/id</c>.</summary>
    private sealed class ResourceKeyConverter : JsonConverter<ResourceKey>
    {
        public override ResourceKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && ResourceKey.TryParse(reader.GetString(), out var key)
                ? key
                : throw new JsonException("A reference of the form Type/id is expected.");

        public override void Write(Utf8JsonWriter writer, ResourceKey value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
