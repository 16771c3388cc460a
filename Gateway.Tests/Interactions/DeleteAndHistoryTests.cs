using Gateway.Tests.Support;

namespace Gateway.Tests.Interactions;

public sealed class DeleteAndHistoryTests(GatewayFixture fixture) : InteractionContract(fixture)
{
    [Fact]
    public async Task What_was_deleted_is_gone_and_its_versions_stay()
    {
        var token = await SystemAsync();
        var created = await CreateAsync(ARequest(), token);
        var path = $"CommunicationRequest/{created.Id}";

        var deleted = await DeleteAsync(path, token);

        Assert.Equal((204, "W/\"2\""), (deleted.Status, deleted.Headers["ETag"]));
        Assert.Equal(410, (await Gateway.GetAsync(path, token)).Status);
        Assert.Equal(200, (await Gateway.GetAsync($"{path}/_history/1", token)).Status);
        Assert.Equal(410, (await Gateway.GetAsync($"{path}/_history/2", token)).Status);
        Assert.Equal(204, (await DeleteAsync(path, token)).Status);
        Assert.DoesNotContain(created.Id, IdsIn(await Gateway.GetAsync("CommunicationRequest?subject=Patient/susie-smith&_count=1000", token)));
    }

    [Fact]
    public async Task What_was_never_there_is_deleted_as_wished() =>
        Assert.Equal(204, (await DeleteAsync("CommunicationRequest/none", await SystemAsync())).Status);

    [Fact]
    public async Task What_was_deleted_can_be_made_anew_under_its_id()
    {
        var token = await SystemAsync();
        var created = await CreateAsync(ARequest(), token);
        await DeleteAsync($"CommunicationRequest/{created.Id}", token);

        var again = await PutAsync($"CommunicationRequest/{created.Id}", ARequest().With("id", created.Id), token);

        Assert.Equal((201, "W/\"3\""), (again.Status, again.Headers["ETag"]));
        Assert.Equal(200, (await Gateway.GetAsync($"CommunicationRequest/{created.Id}", token)).Status);
    }

    [Fact]
    public async Task What_has_taken_effect_is_not_deleted()
    {
        var token = await SystemAsync();
        var active = await CreateAsync(ARequest(status: "active"), token);

        var answer = await DeleteAsync($"CommunicationRequest/{active.Id}", token);

        Assert.Equal(409, answer.Status);
        Assert.Equal("CommunicationRequest.status", (string?)answer.Json["issue"]![0]!["expression"]![0]);
    }

    [Fact]
    public async Task A_message_cannot_be_deleted() => Assert.Equal(405, (await DeleteAsync("Communication/any", await SystemAsync())).Status);

    [Fact]
    public async Task A_stranger_deletes_nothing_and_learns_nothing()
    {
        var others = await CreateAsync(ARequest("mark-smith"), await SystemAsync());

        Assert.Equal(204, (await DeleteAsync($"CommunicationRequest/{others.Id}", await SusieAsync())).Status);
        Assert.Equal(200, (await Gateway.GetAsync($"CommunicationRequest/{others.Id}", await SystemAsync())).Status);
        Assert.Equal(403, (await DeleteAsync($"CommunicationRequest/{others.Id}", await SusieAsync("patient/*.rs"))).Status);
    }

    [Fact]
    public async Task A_delete_of_what_a_search_finds_needs_at_most_one()
    {
        var token = await SystemAsync();
        var name = NewName();
        var one = await CreateAsync(Named(ARequest(), name), token);
        var path = $"CommunicationRequest?identifier=urn:clinic:requests|{name}";

        Assert.Equal(204, (await DeleteAsync(path, token)).Status);
        Assert.Equal(410, (await Gateway.GetAsync($"CommunicationRequest/{one.Id}", token)).Status);
        Assert.Equal(204, (await DeleteAsync(path, token)).Status);
        await CreateAsync(Named(ARequest(), name), token);
        await CreateAsync(Named(ARequest(), name), token);
        Assert.Equal(412, (await DeleteAsync(path, token)).Status);
    }

    [Fact]
    public async Task A_history_tells_what_happened_newest_first()
    {
        var token = await SystemAsync();
        var created = await CreateAsync(ARequest(), token);
        await PutAsync($"CommunicationRequest/{created.Id}", created.Json.AsObject().With("language", "en"), token);
        await DeleteAsync($"CommunicationRequest/{created.Id}", token);

        var history = await Gateway.GetAsync($"CommunicationRequest/{created.Id}/_history", token);

        Assert.Equal("history", (string?)history.Json["type"]);
        var entries = history.Json["entry"]!.AsArray();
        Assert.Equal(["DELETE", "PUT", "POST"], entries.Select(entry => (string?)entry!["request"]!["method"]));
        Assert.Equal(["W/\"3\"", "W/\"2\"", "W/\"1\""], entries.Select(entry => (string?)entry!["response"]!["etag"]));
        Assert.Null(entries[0]!["resource"]);
        Assert.Equal("en", (string?)entries[1]!["resource"]!["language"]);
    }

    [Fact]
    public async Task A_history_is_followed_page_by_page_without_loss_or_repeat()
    {
        var token = await SystemAsync();
        var ids = new List<string>();
        for (var i = 0; i < 7; i++)
        {
            ids.Add((await CreateAsync(ARequest("wei-chen"), token)).Id);
        }

        List<string> seen = [];
        var next = "CommunicationRequest/_history?_count=3";
        while (next is not null)
        {
            var page = await Gateway.GetAsync(next, token);
            seen.AddRange(page.Json["entry"]!.AsArray().Select(entry => $"{(string?)entry!["fullUrl"]} {(string?)entry!["response"]!["etag"]}"));
            var link = page.Json["link"]!.AsArray().FirstOrDefault(link => (string?)link!["relation"] == "next");
            next = ((string?)link?["url"])?[(Gateway.FhirBase.Length + 1)..];
        }

        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.All(ids, id => Assert.Contains($"{Gateway.FhirBase}/CommunicationRequest/{id} W/\"1\"", seen));
    }

    [Fact]
    public async Task A_history_is_no_way_around_what_a_reader_may_see()
    {
        var system = await SystemAsync();
        var susie = await SusieAsync();
        var others = await CreateAsync(ARequest("mark-smith"), system);
        var held = await Gateway.PostAsync(
            AMessage.From("susie-smith", "susie-smith", "My neighbor has crushing chest pain and cannot breathe, what should she do?"), susie);

        Assert.Equal(404, (await Gateway.GetAsync($"CommunicationRequest/{others.Id}/_history", susie)).Status);
        Assert.DoesNotContain(others.Id, (await Gateway.GetAsync("CommunicationRequest/_history?_count=1000", susie)).Body, StringComparison.Ordinal);
        Assert.DoesNotContain(others.Id, (await Gateway.GetAsync("_history?_count=1000", susie)).Body, StringComparison.Ordinal);
        Assert.DoesNotContain(held.Id, (await Gateway.GetAsync("Communication/_history?_count=1000", system)).Body, StringComparison.Ordinal);
        Assert.Contains(held.Id, (await Gateway.GetAsync("Communication/_history?_count=1000", susie)).Body, StringComparison.Ordinal);
        Assert.Equal(403, (await Gateway.GetAsync("Task/_history", await SusieAsync("patient/Communication.rs"))).Status);
    }

    [Theory]
    [InlineData("_count=0")]
    [InlineData("_count=many")]
    [InlineData("_since=yesterday")]
    [InlineData("_at=2026")]
    [InlineData("_behind=abc")]
    public async Task A_page_that_cannot_be_is_told(string query)
    {
        var answer = await Gateway.GetAsync($"Task/_history?{query}", await SystemAsync());

        Assert.Equal(400, answer.Status);
        Assert.Equal("OperationOutcome", (string?)answer.Json["resourceType"]);
    }

    [Fact]
    public async Task A_history_begins_where_it_is_asked_to()
    {
        var token = await SystemAsync();
        var created = await CreateAsync(ARequest(), token);
        var later = TimeProvider.System.GetUtcNow().AddMinutes(1).ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);

        Assert.Null((await Gateway.GetAsync($"CommunicationRequest/{created.Id}/_history?_since={later}", token)).Json["entry"]);
        Assert.NotNull((await Gateway.GetAsync($"CommunicationRequest/{created.Id}/_history?_since=2026-01-01", token)).Json["entry"]);
    }

    private Task<Answer> DeleteAsync(string path, string token) => Gateway.SendAsync(HttpMethod.Delete, path, token);
}
