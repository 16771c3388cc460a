using System.Globalization;
using System.Text.Json.Nodes;
using Gateway.Tests.Support;

namespace Gateway.Tests.Engagement;

/// <summary>A signature under the agreement of <see cref="Policies.APolicy.AskingForASignature"/>.</summary>
internal static class AConsent
{
    public static JsonObject Signed(string chart, string signer, string version) => new()
    {
        ["resourceType"] = "Consent",
        ["status"] = "active",
        ["scope"] = Concept("http://terminology.hl7.org/CodeSystem/consentscope", "treatment"),
        ["category"] = new JsonArray(Concept("http://loinc.org", "59284-0"), Concept("https://fhirmessaging.org/fhir/CodeSystem/consent-category", "messaging-agreement")),
        ["patient"] = AMessage.Ref($"Patient/{chart}"),
        ["dateTime"] = DateTimeOffset.UnixEpoch.AddYears(56).ToString("O", CultureInfo.InvariantCulture),
        ["performer"] = new JsonArray(AMessage.Ref(signer)),
        ["policy"] = new JsonArray(new JsonObject
        {
            ["extension"] = new JsonArray(new JsonObject { ["url"] = "https://fhirmessaging.org/fhir/StructureDefinition/agreement-version", ["valueString"] = version }),
            ["uri"] = "https://clinic.example/rules",
        }),
    };

    private static JsonObject Concept(string system, string code) =>
        new() { ["coding"] = new JsonArray(new JsonObject { ["system"] = system, ["code"] = code }) };
}
