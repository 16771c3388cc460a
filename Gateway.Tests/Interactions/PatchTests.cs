using System.Text.Json.Nodes;
using Gateway.Tests.Support;

namespace Gateway.Tests.Interactions;

public sealed class PatchTests(GatewayFixture fixture) : InteractionContract(fixture)
{
    private const string JsonPatch = "application/json-patch+json";

    private static readonly JsonArray Activate = [new JsonObject { ["op"] = "replace", ["path"] = "/status", ["value"] = "active" }];

    [Fact]
    public async Task A_JSON_Patch_makes_the_next_version()
    {
        var token = await SystemAsync();
        var created = await CreateAsync(ARequest(), token);

        var patched = await PatchAsync($"CommunicationRequest/{created.Id}", Activate.ToJsonString(), JsonPatch, token);

        Assert.Equal((200, "W/\"2\""), (patched.Status, patched.Headers["ETag"]));
        Assert.Equal("active", (string?)patched.Json["status"]);
    }

    [Theory]
    [InlineData("application/fhir+json", """{"resourceType":"Parameters","parameter":[{"name":"operation","part":[{"name":"type","valueCode":"replace"},{"name":"path","valueString":"CommunicationRequest.status"},{"name":"value","valueCode":"active"}]}]}""")]
    [InlineData("application/fhir+xml", """<Parameters xmlns="http://hl7.org/fhir"><parameter><name value="operation"/><part><name value="type"/><valueCode value="replace"/></part><part><name value="path"/><valueString value="CommunicationRequest.status"/></part><part><name value="value"/><valueCode value="active"/></part></parameter></Parameters>""")]
    public async Task So_does_a_FHIRPath_Patch_in_either_format(string contentType, string patch)
    {
        var token = await SystemAsync();
        var created = await CreateAsync(ARequest(), token);

        var patched = await PatchAsync($"CommunicationRequest/{created.Id}", patch, contentType, token, ("Accept", "application/fhir+json"));

        Assert.Equal(200, patched.Status);
        Assert.Equal("active", (string?)patched.Json["status"]);
    }

    [Theory]
    [InlineData("""[{"op":"replace","path":"/status"}]""", JsonPatch, 400)]
    [InlineData("""[{"op":"replace","path":"/nothing/here","value":1}]""", JsonPatch, 422)]
    [InlineData("""[{"op":"replace","path":"/status","value":"sent"}]""", JsonPatch, 422)]
    [InlineData("""[{"op":"replace","path":"/subject/reference","value":"Patient/mark-smith"}]""", JsonPatch, 422)]
    [InlineData("""[{"op":"replace","path":"/id","value":"x"}]""", JsonPatch, 422)]
    [InlineData("<diff/>", "application/xml-patch+xml", 415)]
    [InlineData("status=active", "application/x-www-form-urlencoded", 415)]
    public async Task A_patch_that_cannot_be_is_told_why(string patch, string contentType, int status)
    {
        var token = await SystemAsync();
        var created = await CreateAsync(ARequest(), token);

        var answer = await PatchAsync($"CommunicationRequest/{created.Id}", patch, contentType, token);

        Assert.Equal(status, answer.Status);
        Assert.Equal("OperationOutcome", (string?)answer.Json["resourceType"]);
        Assert.Equal(created.Body, (await Gateway.GetAsync($"CommunicationRequest/{created.Id}", token)).Body);
    }

    [Fact]
    public async Task A_patch_honours_the_version_and_the_readers_rights()
    {
        var system = await SystemAsync();
        var others = await CreateAsync(ARequest("mark-smith"), system);
        var path = $"CommunicationRequest/{others.Id}";

        Assert.Equal(412, (await PatchAsync(path, Activate.ToJsonString(), JsonPatch, system, ("If-Match", "W/\"7\""))).Status);
        Assert.Equal(404, (await PatchAsync(path, Activate.ToJsonString(), JsonPatch, await SusieAsync())).Status);
        Assert.Equal(404, (await PatchAsync("CommunicationRequest/none", Activate.ToJsonString(), JsonPatch, system)).Status);
    }

    [Fact]
    public async Task A_patch_of_what_a_search_finds_needs_exactly_one()
    {
        var token = await SystemAsync();
        var name = NewName();
        await CreateAsync(Named(ARequest(), name), token);
        var path = $"CommunicationRequest?identifier=urn:clinic:requests|{name}";

        Assert.Equal(200, (await PatchAsync(path, Activate.ToJsonString(), JsonPatch, token)).Status);
        Assert.Equal(404, (await PatchAsync($"{path}x", Activate.ToJsonString(), JsonPatch, token)).Status);
        await CreateAsync(Named(ARequest(), name), token);
        Assert.Equal(412, (await PatchAsync(path, Activate.ToJsonString(), JsonPatch, token)).Status);
    }

    private Task<Answer> PatchAsync(string path, string patch, string contentType, string token, params (string Name, string Value)[] headers) =>
        Gateway.SendAsync(HttpMethod.Patch, path, token, patch, contentType, headers);
}
