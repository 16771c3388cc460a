using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using Fhir.Profiles;
using Gateway.Resources;
using Hl7.Fhir.Model;
using Microsoft.Extensions.Primitives;

namespace Gateway.Rest;

/// <summary>GET metadata: what this server does, generated from the table of what it serves.</summary>
internal static class CapabilityEndpoints
{
    /// <summary>The interactions of each type. Endpoints are mapped by their slices; a test holds the two against each other.</summary>
    internal static readonly IReadOnlyDictionary<string, string[]> Interactions = new Dictionary<string, string[]>
    {
        ["Communication"] = ["create", "read", "vread"],
        ["Task"] = ["read", "vread"],
        ["Patient"] = [],
    }.Concat(DefinitionEndpoints.Types.Select(type => KeyValuePair.Create(type, (string[])["read"]))).ToDictionary(StringComparer.Ordinal);

    /// <summary>The operations of each type, by name, with their definitions; the same test looks at them.</summary>
    internal static readonly IReadOnlyDictionary<string, (string Name, string Definition)[]> Operations =
        new Dictionary<string, (string Name, string Definition)[]>
        {
            ["Patient"] = [("get-recipient-choices", Canonicals.GetRecipientChoices)],
        };

    private const string Released = "2026-11-22";

    public static IEndpointRouteBuilder MapCapabilities(this IEndpointRouteBuilder routes)
    {
        var publicBase = routes.ServiceProvider.GetRequiredService<PublicBase>();
        // Built on the first request: the start does not wait for it.
        var statement = new Lazy<byte[]>(() => Encoding.UTF8.GetBytes(Describe(publicBase).ToJsonString()));
        routes.MapMethods("/metadata", FhirMethods.Read, (HttpRequest request) => Answer(request.Query["mode"], statement)).AllowAnonymous();
        return routes;
    }

    private static IResult Answer(StringValues mode, Lazy<byte[]> statement) => mode.ToString() switch
    {
        "" or "full" or "normative" => new DocumentFound(statement.Value),
        "terminology" => Refuse("This server has no terminology capabilities to state: it looks codes up for nobody."),
        _ => Refuse("mode must be full or normative."),
    };

    private static Refused Refuse(string sentence) =>
        new(StatusCodes.Status400BadRequest, [new Issue(OperationOutcome.IssueType.NotSupported, sentence)]);

    // Written as JSON: the SDK's model would take longer to load than everything else the first answer needs.
    internal static JsonObject Describe(PublicBase publicBase) => new()
    {
        ["resourceType"] = "CapabilityStatement",
        ["status"] = "active",
        ["date"] = Released,
        ["kind"] = "instance",
        ["software"] = new JsonObject { ["name"] = "FHIR Messaging Gateway", ["version"] = VersionOfProduct() },
        ["implementation"] = new JsonObject
        {
            ["description"] = "Takes in patients' messages, and files each in the chart of the patient it is about.",
            ["url"] = publicBase.ToString(),
        },
        ["fhirVersion"] = "4.0.1",
        ["format"] = new JsonArray(FhirContent.Json, FhirContent.Xml, "json", "xml"),
        ["rest"] = new JsonArray(new JsonObject
        {
            ["mode"] = "server",
            ["security"] = new JsonObject
            {
                ["service"] = new JsonArray(Coded("http://terminology.hl7.org/CodeSystem/restful-security-service", "SMART-on-FHIR")),
                ["description"] = "Bearer tokens of the configured SMART issuers.",
            },
            ["resource"] = new JsonArray([.. Interactions.Select(type => Describe(type.Key, type.Value))]),
        }),
    };

    private static JsonObject Describe(string type, string[] interactions)
    {
        var resource = new JsonObject { ["type"] = type };
        if (type == "Communication")
        {
            resource["supportedProfile"] = new JsonArray(Canonicals.PatientMessage);
        }

        if (interactions.Length > 0)
        {
            resource["interaction"] = new JsonArray([.. interactions.Select(interaction => new JsonObject { ["code"] = interaction })]);
            resource["versioning"] = "versioned";
            resource["readHistory"] = interactions.Contains("vread");
        }

        if (Operations.TryGetValue(type, out var operations))
        {
            resource["operation"] = new JsonArray(
                [.. operations.Select(operation => new JsonObject { ["name"] = operation.Name, ["definition"] = operation.Definition })]);
        }

        return resource;
    }

    private static JsonObject Coded(string system, string code) =>
        new() { ["coding"] = new JsonArray(new JsonObject { ["system"] = system, ["code"] = code }) };

    private static string VersionOfProduct() =>
        typeof(CapabilityEndpoints).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
