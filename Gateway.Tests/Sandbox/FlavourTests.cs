using System.Text.Json;
using global::Sandbox.Ehr.Rest.Flavours;

namespace Gateway.Tests.Sandbox;

/// <summary>The contracts of the EHR's flavours, element by element.</summary>
public sealed class FlavourTests
{
    private const string Oracle = """
        {"resourceType":"Communication","status":"completed","category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/communication-category","code":"notification"}]}],
         "subject":{"reference":"Patient/p"},"recipient":[{"reference":"Group/g"}],"sender":{"reference":"Practitioner/d"},
         "payload":[{"contentAttachment":{"contentType":"text/plain; charset=utf-8","data":"SGk="}}]}
        """;

    private const string Epic = """
        {"resourceType":"Communication","identifier":[{"system":"s","value":"v"}],"status":"completed",
         "category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/communication-category","code":"notification"}]}],
         "subject":{"reference":"Patient/p"},"payload":[{"contentString":"Hi"}]}
        """;

    [Theory]
    [InlineData("status", "\"in-progress\"", "status")]
    [InlineData("category", "[{\"coding\":[{\"system\":\"http://terminology.hl7.org/CodeSystem/communication-category\",\"code\":\"alert\"}]}]", "category")]
    [InlineData("priority", "\"stat\"", "priority")]
    [InlineData("topic", "{\"coding\":[]}", "topic")]
    [InlineData("recipient", "[{\"reference\":\"CareTeam/pool\"}]", "recipient")]
    [InlineData("recipient", "[]", "recipient")]
    [InlineData("sender", "{\"reference\":\"Patient/p\"}", "sender")]
    [InlineData("payload", "[{\"contentString\":\"Hi\"}]", "payload")]
    [InlineData("payload", "[{\"contentAttachment\":{\"contentType\":\"image/png\",\"data\":\"SGk=\"}}]", "payload")]
    [InlineData("identifier", "[]", "identifier")]
    [InlineData("modifierExtension", "[]", "modifierExtension")]
    [InlineData("implicitRules", "\"x\"", "implicitRules")]
    [InlineData("priority", "\"urgent\"", null)]
    [InlineData("topic", "{\"text\":\"Knee\"}", null)]
    public void Oracles_create_takes_just_what_its_contract_has(string element, string value, string? broken) =>
        Assert.Equal(broken is null ? null : (422, $"Communication.{broken}"), Told(OracleContract.Fault(With(Oracle, element, value))));

    [Theory]
    [InlineData("contained", "[]", "contained")]
    [InlineData("extension", "[]", "extension")]
    [InlineData("meta", "{}", "meta")]
    [InlineData("about", "[]", "about")]
    [InlineData("payload", "[{\"contentReference\":{\"reference\":\"Binary/b\"}}]", "payload")]
    [InlineData("priority", "\"stat\"", null)]
    [InlineData("sender", "{\"reference\":\"Patient/p\"}", null)]
    public void Epics_create_takes_no_other_element(string element, string value, string? broken) =>
        Assert.Equal(broken is null ? null : (400, $"Communication.{broken}"), Told(EpicContract.Fault(With(Epic, element, value))));

    private static JsonElement With(string message, string element, string value)
    {
        var node = System.Text.Json.Nodes.JsonNode.Parse(message)!.AsObject();
        node[element] = System.Text.Json.Nodes.JsonNode.Parse(value);
        return JsonSerializer.SerializeToElement(node);
    }

    private static (int Status, string? Element)? Told((int Status, global::Sandbox.Ehr.Rest.EhrIssue Issue)? fault) =>
        fault is { } broken ? (broken.Status, broken.Issue.Expression) : null;
}
