using System.Text.Json.Nodes;
using Gateway.Tests.Support;

namespace Gateway.Tests.Interactions;

public sealed class UpdateTests(GatewayFixture fixture) : InteractionContract(fixture)
{
    [Fact]
    public async Task An_update_makes_the_next_version_and_keeps_the_one_before()
    {
        var token = await SystemAsync();
        var created = await CreateAsync(ARequest(), token);
        var changed = created.Json.AsObject().With("status", "active");

        var updated = await PutAsync($"CommunicationRequest/{created.Id}", changed, token);

        Assert.Equal(200, updated.Status);
        Assert.Equal("W/\"2\"", updated.Headers["ETag"]);
        Assert.EndsWith($"CommunicationRequest/{created.Id}/_history/2", updated.Location, StringComparison.Ordinal);
        Assert.Equal("active", (string?)(await Gateway.GetAsync($"CommunicationRequest/{created.Id}", token)).Json["status"]);
        Assert.Equal(created.Body, (await Gateway.GetAsync($"CommunicationRequest/{created.Id}/_history/1", token)).Body);
    }

    [Fact]
    public async Task An_update_that_changes_nothing_makes_no_version()
    {
        var token = await SystemAsync();
        var created = await CreateAsync(ARequest(), token);

        var updated = await PutAsync($"CommunicationRequest/{created.Id}", created.Json, token);

        Assert.Equal((200, "W/\"1\""), (updated.Status, updated.Headers["ETag"]));
    }

    [Fact]
    public async Task A_client_may_choose_the_id_of_what_it_makes()
    {
        var token = await SystemAsync();
        var id = NewName();

        var created = await PutAsync($"CommunicationRequest/{id}", ARequest().With("id", id), token);

        Assert.Equal(201, created.Status);
        Assert.Equal(id, created.Id);
        Assert.EndsWith($"CommunicationRequest/{id}/_history/1", created.Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_with_an_id_of_the_clients_goes_through_the_same_intake()
    {
        var token = await SusieAsync();
        var id = NewName();

        var filed = await PutAsync($"Communication/{id}", AMessage.From("susie-smith", "susie-smith").With("id", id), token);
        var stopped = await PutAsync($"Communication/{id}x", AMessage.From("susie-smith", "susie-smith", "Johnny got a fever today").With("id", $"{id}x"), token);

        Assert.Equal(201, filed.Status);
        await Gateway.FiledOnceAsync(id);
        Assert.Equal(422, stopped.Status);
        Assert.Contains("about-someone-else", stopped.Reasons);
        Assert.Equal(404, (await Gateway.GetAsync($"Communication/{id}x", token)).Status);
    }

    [Fact]
    public async Task The_id_in_the_body_must_be_the_one_in_the_address()
    {
        var answer = await PutAsync("CommunicationRequest/one", ARequest().With("id", "another"), await SystemAsync());

        Assert.Equal(400, answer.Status);
        Assert.Equal("CommunicationRequest.id", (string?)answer.Json["issue"]![0]!["expression"]![0]);
    }

    [Fact]
    public async Task Of_two_who_changed_the_same_version_the_later_is_told()
    {
        var token = await SystemAsync();
        var created = await CreateAsync(ARequest(), token);
        var path = $"CommunicationRequest/{created.Id}";

        var first = await PutAsync(path, created.Json.AsObject().With("status", "active"), token, ("If-Match", "W/\"1\""));
        var second = await PutAsync(path, created.Json.AsObject().With("status", "revoked"), token, ("If-Match", "W/\"1\""));
        var careless = await PutAsync(path, created.Json.AsObject().With("status", "revoked"), token, ("If-Match", "version one"));

        Assert.Equal((200, 412, 400), (first.Status, second.Status, careless.Status));
    }

    [Fact]
    public async Task Many_who_name_no_version_all_change_it_and_each_change_is_a_version()
    {
        var token = await SystemAsync();
        var created = await CreateAsync(ARequest(), token);

        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => PutAsync(
            $"CommunicationRequest/{created.Id}",
            created.Json.AsObject().With("note", new JsonArray(new JsonObject { ["text"] = $"Change {i}" })),
            token)));

        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        Assert.Equal(
            Enumerable.Range(2, 64).Select(version => $"W/\"{version}\"").Order(StringComparer.Ordinal),
            answers.Select(answer => answer.Headers["ETag"]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task If_none_match_star_creates_and_never_overwrites()
    {
        var token = await SystemAsync();
        var id = NewName();
        var request = ARequest().With("id", id);

        var first = await PutAsync($"CommunicationRequest/{id}", request, token, ("If-None-Match", "*"));
        var second = await PutAsync($"CommunicationRequest/{id}", request.With("status", "active"), token, ("If-None-Match", "*"));

        Assert.Equal((201, 412), (first.Status, second.Status));
    }

    [Fact]
    public async Task What_was_said_about_whom_cannot_be_rewritten()
    {
        var token = await SystemAsync();
        var message = await Gateway.PostAsync(AMessage.From("susie-smith", "susie-smith"), await SusieAsync());
        var path = $"Communication/{message.Id}";

        var otherChart = await PutAsync(path, message.Json.AsObject().With("subject", AMessage.Ref("Patient/johnny-smith")), token);
        var otherWords = await PutAsync(
            path, message.Json.AsObject().With("payload", new JsonArray(new JsonObject { ["contentString"] = "Never mind." })), token);
        var note = await PutAsync(path, message.Json.AsObject().With("note", new JsonArray(new JsonObject { ["text"] = "Called back at noon." })), token);

        Assert.Equal((422, 422, 200), (otherChart.Status, otherWords.Status, note.Status));
        Assert.Contains("Communication.subject", otherChart.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_resource_stays_in_its_chart()
    {
        var token = await SystemAsync();
        var created = await CreateAsync(ARequest(), token);

        var moved = await PutAsync($"CommunicationRequest/{created.Id}", created.Json.AsObject().With("subject", AMessage.Ref("Patient/mark-smith")), token);

        Assert.Equal(422, moved.Status);
        Assert.Contains("CommunicationRequest.subject", moved.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_held_is_changed_by_its_review_alone()
    {
        var susie = await SusieAsync();
        var held = await Gateway.PostAsync(
            AMessage.From("susie-smith", "susie-smith", "My neighbor has crushing chest pain and cannot breathe, what should she do?"), susie);
        Assert.Equal("on-hold", (string?)held.Json["status"]);

        var released = await PutAsync($"Communication/{held.Id}", held.Json.AsObject().With("status", "completed"), susie);

        Assert.Equal(409, released.Status);
        Assert.Equal("on-hold", (string?)(await Gateway.GetAsync($"Communication/{held.Id}", susie)).Json["status"]);
    }

    [Theory]
    [InlineData("draft", "active", 200)]
    [InlineData("active", "draft", 422)]
    [InlineData("draft", "completed", 422)]
    [InlineData("active", "revoked", 200)]
    public async Task A_request_goes_the_way_of_its_states(string from, string to, int status)
    {
        var token = await SystemAsync();
        var created = await CreateAsync(ARequest(status: from), token);

        Assert.Equal(status, (await PutAsync($"CommunicationRequest/{created.Id}", created.Json.AsObject().With("status", to), token)).Status);
    }

    [Fact]
    public async Task A_request_not_to_send_stops_the_message()
    {
        var system = await SystemAsync();
        var request = await CreateAsync(ARequest(status: "active").With("doNotPerform", true), system);

        var answer = await Gateway.PostAsync(
            AMessage.From("susie-smith", "susie-smith").With("basedOn", new JsonArray(AMessage.Ref($"CommunicationRequest/{request.Id}"))), await SusieAsync());

        Assert.Equal(422, answer.Status);
        Assert.Contains("Communication.basedOn[0]", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_patient_changes_what_is_in_her_chart_and_sees_nothing_of_others()
    {
        var system = await SystemAsync();
        var own = await CreateAsync(ARequest(), system);
        var others = await CreateAsync(ARequest("mark-smith"), system);
        var susie = await SusieAsync();

        Assert.Equal(200, (await PutAsync($"CommunicationRequest/{own.Id}", own.Json.AsObject().With("status", "active"), susie)).Status);
        Assert.Equal(404, (await PutAsync($"CommunicationRequest/{others.Id}", others.Json.AsObject().With("status", "active"), susie)).Status);
        Assert.Equal(403, (await CreateAsync(ARequest("mark-smith"), susie)).Status);
        Assert.Equal(403, (await PutAsync($"CommunicationRequest/{own.Id}", own.Json.AsObject(), await SusieAsync("patient/CommunicationRequest.rs"))).Status);
    }

    [Fact]
    public async Task A_resource_of_one_chart_does_not_point_into_another()
    {
        var system = await SystemAsync();
        var marks = await CreateAsync(ARequest("mark-smith"), system);

        var answer = await CreateAsync(ARequest().With("basedOn", new JsonArray(AMessage.Ref($"CommunicationRequest/{marks.Id}"))), system);
        var nowhere = await CreateAsync(ARequest().With("basedOn", new JsonArray(AMessage.Ref("CommunicationRequest/none"))), system);
        var about = await CreateAsync(ARequest().With("about", new JsonArray(AMessage.Ref("Patient/mark-smith"))), system);

        Assert.Equal((422, 422, 422), (answer.Status, nowhere.Status, about.Status));
        Assert.Equal("CommunicationRequest.basedOn[0]", (string?)answer.Json["issue"]![0]!["expression"]![0]);
    }

    [Fact]
    public async Task Invariants_that_the_parser_does_not_know_are_checked()
    {
        var answer = await CreateAsync(
            ARequest().With("occurrencePeriod", new JsonObject { ["start"] = "2026-05-02", ["end"] = "2026-05-01" }), await SystemAsync());

        Assert.Equal(422, answer.Status);
        Assert.StartsWith("CommunicationRequest.occurrence", (string?)answer.Json["issue"]![0]!["expression"]![0], StringComparison.Ordinal);
    }
}
