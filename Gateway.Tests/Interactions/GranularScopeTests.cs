using System.Text.Json.Nodes;
using Gateway.Tests.Support;

namespace Gateway.Tests.Interactions;

/// <summary>Granular scopes at the front door, where something changes or is only judged: both sides of a change must fit.</summary>
public sealed class GranularScopeTests(GatewayFixture fixture) : InteractionContract(fixture)
{
    private const string System = "http://terminology.hl7.org/CodeSystem/communication-category";
    private const string Notifications = $"patient/Communication.crus?category={System}|notification";
    private const string Red = "patient/CommunicationRequest.cruds?_tag=urn:colour|red";

    [Fact]
    public async Task A_message_must_fit_the_scope_that_sends_it()
    {
        var token = await SusieAsync(Notifications);
        var other = AMessage.From("susie-smith", "susie-smith");
        var notification = AMessage.From("susie-smith", "susie-smith").With("category", Category("notification"));

        Assert.Equal(201, (await Gateway.PostAsync(notification, token)).Status);
        Assert.Equal(403, (await Gateway.PostAsync(other, token)).Status);
        Assert.Equal(200, (await CheckAsync(notification, token)).Status);
        Assert.Equal(403, (await CheckAsync(other, token)).Status);
        Assert.Equal(403, (await Gateway.PostAsync(notification, await SusieAsync($"patient/Communication.c?category:not={System}|alert"))).Status);
        Assert.Equal(403, (await Gateway.PostAsync(notification, await SusieAsync($"patient/Communication.c?category={System}|notification&colour=red"))).Status);
    }

    [Fact]
    public async Task A_system_scope_that_does_not_fit_vouches_for_nobody()
    {
        var scope = $"system/Communication.c?category={System}|alert patient/Communication.c";
        var token = Gateway.TokenOf(scope, "Patient/susie-smith", "susie-smith");

        Assert.Equal(201, (await Gateway.PostAsync(AMessage.From("mark-smith", "mark-smith").With("category", Category("alert")), token)).Status);
        Assert.Equal(403, (await Gateway.PostAsync(AMessage.From("mark-smith", "mark-smith").With("category", Category("notification")), token)).Status);
    }

    [Fact]
    public async Task A_change_may_neither_leave_the_scope_nor_come_from_outside()
    {
        var (system, token) = (await SystemAsync(), await SusieAsync(Red));
        var inside = (await CreateAsync(Tagged(ARequest(), "red"), system)).Id;
        var outside = (await CreateAsync(Tagged(ARequest(), "blue"), system)).Id;

        Assert.Equal(200, (await PatchAsync(inside, """[{"op":"add","path":"/note","value":[{"text":"seen"}]}]""", token)).Status);
        Assert.Equal(403, (await PatchAsync(inside, """[{"op":"replace","path":"/meta/tag/0/code","value":"blue"}]""", token)).Status);
        Assert.Equal(403, (await PutAsync($"CommunicationRequest/{inside}", Tagged(ARequest(), "blue").With("id", inside), token)).Status);
        Assert.Equal(404, (await PatchAsync(outside, """[{"op":"replace","path":"/meta/tag/0/code","value":"red"}]""", token)).Status);
        Assert.Equal(404, (await PutAsync($"CommunicationRequest/{outside}", Tagged(ARequest(), "red").With("id", outside), token)).Status);
        Assert.Equal(204, (await DeleteAsync(outside, token)).Status);
        Assert.Equal(200, (await Gateway.GetAsync($"CommunicationRequest/{outside}", system)).Status);
    }

    [Fact]
    public async Task What_may_be_read_but_not_changed_is_forbidden_and_not_hidden()
    {
        var token = await SusieAsync($"{Red} patient/CommunicationRequest.rs");
        var outside = (await CreateAsync(Tagged(ARequest(), "blue"), await SystemAsync())).Id;

        Assert.Equal(200, (await Gateway.GetAsync($"CommunicationRequest/{outside}", token)).Status);
        Assert.Equal(403, (await PatchAsync(outside, """[{"op":"replace","path":"/meta/tag/0/code","value":"red"}]""", token)).Status);
        Assert.Equal(403, (await DeleteAsync(outside, token)).Status);
    }

    [Fact]
    public async Task A_condition_sees_only_what_fits()
    {
        var (system, token, name) = (await SystemAsync(), await SusieAsync(Red), NewName());
        await CreateAsync(Tagged(Named(ARequest(), name), "blue"), system);
        var condition = $"identifier=urn:clinic:requests|{name}";

        var created = await CreateAsync(Tagged(Named(ARequest(), name), "red"), token, ("If-None-Exist", condition));
        var repeated = await CreateAsync(Tagged(Named(ARequest(), name), "red"), token, ("If-None-Exist", condition));

        Assert.Equal((201, 200), (created.Status, repeated.Status));
        Assert.Equal(created.Id, repeated.Id);
        Assert.Equal(412, (await CreateAsync(Tagged(Named(ARequest(), name), "red"), system, ("If-None-Exist", condition))).Status);
    }

    [Fact]
    public async Task A_transaction_is_judged_entry_by_entry()
    {
        var token = await SusieAsync(Red);
        JsonObject Entry(string colour) => new()
        {
            ["fullUrl"] = $"urn:uuid:{Guid.NewGuid()}",
            ["resource"] = Tagged(ARequest(), colour),
            ["request"] = new JsonObject { ["method"] = "POST", ["url"] = "CommunicationRequest" },
        };
        JsonObject Bundle(params JsonObject[] entries) => new() { ["resourceType"] = "Bundle", ["type"] = "transaction", ["entry"] = new JsonArray([.. entries]) };

        Assert.Equal(200, (await Gateway.SendAsync(HttpMethod.Post, string.Empty, token, Bundle(Entry("red"), Entry("red")).ToJsonString())).Status);
        Assert.Equal(403, (await Gateway.SendAsync(HttpMethod.Post, string.Empty, token, Bundle(Entry("red"), Entry("blue")).ToJsonString())).Status);
    }

    private Task<Answer> CheckAsync(JsonObject message, string token) =>
        Gateway.SendAsync(HttpMethod.Post, "Communication/$check", token, message.ToJsonString());

    private Task<Answer> PatchAsync(string id, string patch, string token) =>
        Gateway.SendAsync(HttpMethod.Patch, $"CommunicationRequest/{id}", token, patch, "application/json-patch+json");

    private Task<Answer> DeleteAsync(string id, string token) => Gateway.SendAsync(HttpMethod.Delete, $"CommunicationRequest/{id}", token);

    private static JsonArray Category(string code) =>
        new(new JsonObject { ["coding"] = new JsonArray(new JsonObject { ["system"] = System, ["code"] = code }) });

    private static JsonObject Tagged(JsonObject resource, string colour) =>
        resource.With("meta", new JsonObject { ["tag"] = new JsonArray(new JsonObject { ["system"] = "urn:colour", ["code"] = colour }) });
}
