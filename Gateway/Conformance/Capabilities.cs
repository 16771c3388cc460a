using System.Reflection;
using System.Text.Json.Nodes;
using Fhir.Profiles;
using Gateway.Rest;
using Gateway.Topics;

namespace Gateway.Conformance;

/// <summary>Writes the CapabilityStatement from the tables by which requests are served.</summary>
/// <remarks>As JSON: the SDK's model would take longer to load than everything else the first answer needs.</remarks>
internal static class Capabilities
{
    private const string Released = "2026-11-22";

    /// <summary>What can be asked of the server as a whole.</summary>
    private static readonly string[] SystemInteractions = ["transaction", "batch", "history-system"];

    public static JsonObject Describe(PublicBase publicBase, IEnumerable<ServedOperation> operations, JsonObject signIn) => new()
    {
        ["resourceType"] = "CapabilityStatement",
        ["status"] = "active",
        ["date"] = Released,
        ["kind"] = "instance",
        ["instantiates"] = new JsonArray(Backport.Server),
        ["software"] = new JsonObject { ["name"] = "FHIR Messaging Gateway", ["version"] = VersionOfProduct() },
        ["implementation"] = new JsonObject
        {
            ["description"] = "Takes in patients' messages, and files each in the chart of the patient it is about.",
            ["url"] = publicBase.ToString(),
        },
        ["fhirVersion"] = "4.0.1",
        ["format"] = new JsonArray(FhirContent.Json, FhirContent.Xml, "json", "xml"),
        ["patchFormat"] = new JsonArray("application/json-patch+json", FhirContent.Json, FhirContent.Xml),
        ["implementationGuide"] = new JsonArray(Canonicals.Guide),
        ["rest"] = new JsonArray(Rest([.. operations], signIn)),
    };

    /// <summary>The product's version, as its builds name it.</summary>
    public static string VersionOfProduct() =>
        typeof(Capabilities).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    private static JsonObject Rest(ServedOperation[] operations, JsonObject signIn)
    {
        var rest = new JsonObject
        {
            ["mode"] = "server",
            ["security"] = new JsonObject
            {
                ["extension"] = new JsonArray(signIn),
                ["cors"] = true,
                ["service"] = new JsonArray(Coded("http://terminology.hl7.org/CodeSystem/restful-security-service", "SMART-on-FHIR")),
                ["description"] = "Bearer tokens; .well-known/smart-configuration says where to get one. Browsers may call from registered origins.",
            },
            ["resource"] = new JsonArray([.. ResourceCapabilities.Of(operations)]),
            ["interaction"] = new JsonArray([.. SystemInteractions.Select(code => new JsonObject { ["code"] = code })]),
        };
        if (ResourceCapabilities.Named(operations, type: null) is { Count: > 0 } ofServer)
        {
            rest["operation"] = ofServer;
        }

        rest["compartment"] = new JsonArray("http://hl7.org/fhir/CompartmentDefinition/patient");
        return rest;
    }

    private static JsonObject Coded(string system, string code) =>
        new() { ["coding"] = new JsonArray(new JsonObject { ["system"] = system, ["code"] = code }) };
}
