using System.Text.Json.Nodes;
using Gateway.Tests.Support;

namespace Gateway.Tests.Interactions;

/// <summary>What the tests of the interactions share: one running system, tokens, and resources as clients send them.</summary>
public abstract class InteractionContract(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private protected RunningGateway Gateway => fixture.Gateway;

    private protected Task<string> SystemAsync() => Gateway.Ehr.TokenAsync("system", scope: "system/*.cruds");

    private protected Task<string> SusieAsync(string scope = "patient/*.cruds") => Gateway.Ehr.TokenAsync("susie-smith", "susie-smith", scope);

    /// <summary>A request that the clinic drafts for a patient.</summary>
    private protected static JsonObject ARequest(string about = "susie-smith", string status = "draft") => new()
    {
        ["resourceType"] = "CommunicationRequest",
        ["status"] = status,
        ["subject"] = AMessage.Ref($"Patient/{about}"),
        ["requester"] = AMessage.Ref("Practitioner/dr-lee"),
        ["payload"] = new JsonArray(new JsonObject { ["contentString"] = "Please send us your readings of this week." }),
    };

    private protected static JsonObject Named(JsonObject resource, string value) =>
        resource.With("identifier", new JsonArray(new JsonObject { ["system"] = "urn:clinic:requests", ["value"] = value }));

    private protected Task<Answer> CreateAsync(JsonObject resource, string token, params (string Name, string Value)[] headers) =>
        Gateway.SendAsync(HttpMethod.Post, (string)resource["resourceType"]!, token, resource.ToJsonString(), headers: headers);

    private protected Task<Answer> PutAsync(string path, JsonNode resource, string token, params (string Name, string Value)[] headers) =>
        Gateway.SendAsync(HttpMethod.Put, path, token, resource.ToJsonString(), headers: headers);

    private protected static IEnumerable<string> IdsIn(Answer page) =>
        (page.Json["entry"]?.AsArray() ?? []).Select(entry => (string)entry!["resource"]!["id"]!);

    private protected static string NewName() => Guid.NewGuid().ToString("N");
}
