using System.Text.Json.Nodes;
using Gateway.Tests.Support;

namespace Gateway.Tests.Journeys;

/// <summary>What clients ask for, and what they change, is as private as what patients write.</summary>
public sealed class SearchPrivacyTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private const string Canary = "quetzalcanary";

    [Fact]
    public async Task Nothing_that_is_searched_for_or_changed_reaches_the_log()
    {
        var gateway = fixture.Gateway;
        var token = await gateway.Ehr.TokenAsync("system", scope: "system/*.cruds");
        var request = new JsonObject
        {
            ["resourceType"] = "CommunicationRequest",
            ["status"] = "draft",
            ["subject"] = AMessage.Ref("Patient/susie-smith"),
            ["requester"] = AMessage.Ref("Practitioner/dr-lee"),
            ["identifier"] = new JsonArray(new JsonObject { ["system"] = "urn:clinic", ["value"] = Canary }),
            ["payload"] = new JsonArray(new JsonObject { ["contentString"] = $"About your {Canary}." }),
        };
        var made = await gateway.SendAsync(HttpMethod.Post, "CommunicationRequest", token, request.ToJsonString(), headers: ("If-None-Exist", $"identifier={Canary}"));
        Assert.Equal(201, made.Status);

        foreach (var search in (string[])
        [
            $"CommunicationRequest?identifier=urn:clinic|{Canary}",
            $"CommunicationRequest?identifier={Canary},other&_total=accurate",
            $"CommunicationRequest?subject:identifier=urn:mrn|{Canary}",
            $"Questionnaire?title={Canary}&_sort=title",
            $"Questionnaire?title:contains={Canary}",
            $"Communication?part-of:Communication.identifier={Canary}",
            $"Communication?topic:text={Canary}&sent=ge2026",
            $"Task?_has:Provenance:target:agent=Practitioner/{Canary}",
            $"Task?{Canary}={Canary}",
        ])
        {
            Assert.True((await gateway.GetAsync(search, token)).Status is 200 or 400);
            var (type, form) = (search.Split('?')[0], search.Split('?')[1]);
            await gateway.SendAsync(HttpMethod.Post, $"{type}/_search", token, form, "application/x-www-form-urlencoded");
        }

        await gateway.SendAsync(
            HttpMethod.Patch, $"CommunicationRequest/{made.Id}", token,
            $$"""[{"op":"add","path":"/note","value":[{"text":"{{Canary}}"}]},{"op":"test","path":"/status","value":"{{Canary}}"}]""", "application/json-patch+json");
        await gateway.SendAsync(HttpMethod.Delete, $"CommunicationRequest?identifier={Canary}", token);
        await gateway.SendAsync(
            HttpMethod.Post, string.Empty, token,
            $$"""{"resourceType":"Bundle","type":"batch","entry":[{"request":{"method":"GET","url":"Task?identifier={{Canary}}" } } ] }""");

        Assert.NotEmpty(gateway.Log.Lines);
        Assert.DoesNotContain(gateway.Log.Lines, line => line.Contains(Canary, StringComparison.OrdinalIgnoreCase));
    }
}
