using Gateway.Tests.Support;

namespace Gateway.Tests.Interactions;

public sealed class SearchOverRestTests(GatewayFixture fixture) : InteractionContract(fixture)
{
    [Fact]
    public async Task A_message_and_its_task_are_found_at_once()
    {
        var susie = await SusieAsync();
        var message = await Gateway.PostAsync(AMessage.From("susie-smith", "susie-smith"), susie);

        var found = await Gateway.GetAsync("Communication?patient=susie-smith&_sort=-sent&_count=5&_revinclude=Task:focus", susie);

        Assert.Equal(200, found.Status);
        var entries = found.Json["entry"]!.AsArray();
        Assert.Equal(message.Id, (string?)entries[0]!["resource"]!["id"]);
        Assert.Equal($"{Gateway.FhirBase}/Communication/{message.Id}", (string?)entries[0]!["fullUrl"]);
        Assert.Contains(
            entries,
            entry => (string?)entry!["search"]!["mode"] == "include" && (string?)entry["resource"]!["focus"]!["reference"] == $"Communication/{message.Id}");
    }

    [Fact]
    public async Task A_posted_search_is_the_same_search()
    {
        var susie = await SusieAsync();
        await Gateway.PostAsync(AMessage.From("susie-smith", "susie-smith"), susie);

        var got = await Gateway.GetAsync("Communication?patient=susie-smith&_count=2", susie);
        var posted = await Gateway.SendAsync(
            HttpMethod.Post, "Communication/_search?_count=2", susie, "patient=susie-smith", "application/x-www-form-urlencoded");

        Assert.Equal(200, posted.Status);
        Assert.Equal(IdsIn(got), IdsIn(posted));
    }

    [Fact]
    public async Task A_search_in_a_compartment_is_of_that_patient()
    {
        var system = await SystemAsync();
        var own = await CreateAsync(ARequest("robert-smith-jr"), system);
        var others = await CreateAsync(ARequest("mark-smith"), system);

        var found = await Gateway.GetAsync("Patient/robert-smith-jr/CommunicationRequest", system);

        Assert.Contains(own.Id, IdsIn(found));
        Assert.DoesNotContain(others.Id, IdsIn(found));
    }

    [Fact]
    public async Task A_search_finds_what_stands_and_not_what_stood()
    {
        var token = await SystemAsync();
        var name = NewName();
        var created = await CreateAsync(Named(ARequest(), name), token);
        await PutAsync($"CommunicationRequest/{created.Id}", Named(created.Json.AsObject(), $"{name}-new").With("status", "active"), token);

        Assert.Empty(IdsIn(await Gateway.GetAsync($"CommunicationRequest?identifier={name}", token)));
        Assert.Equal([created.Id], IdsIn(await Gateway.GetAsync($"CommunicationRequest?identifier={name}-new&status=active", token)));
    }

    [Fact]
    public async Task Nothing_of_another_chart_and_nothing_held_is_found_or_counted()
    {
        var system = await SystemAsync();
        var susie = await SusieAsync();
        var others = await CreateAsync(ARequest("mark-smith"), system);
        var held = await Gateway.PostAsync(
            AMessage.From("susie-smith", "susie-smith", "My neighbor has crushing chest pain and cannot breathe, what should she do?"), susie);

        Assert.DoesNotContain(others.Id, IdsIn(await Gateway.GetAsync("CommunicationRequest?_count=1000", susie)));
        Assert.Equal(0, (int?)(await Gateway.GetAsync($"CommunicationRequest?_id={others.Id}&_total=accurate", susie)).Json["total"]);
        Assert.Equal(0, (int?)(await Gateway.GetAsync($"Communication?_id={held.Id}&_summary=count", system)).Json["total"]);
        Assert.Equal([held.Id], IdsIn(await Gateway.GetAsync($"Communication?_id={held.Id}", susie)));
        Assert.Empty(IdsIn(await Gateway.GetAsync($"Task?focus=Communication/{held.Id}", susie)));
        Assert.Empty(IdsIn(await Gateway.GetAsync($"Task?focus=Communication/{held.Id}", system)));
        Assert.Equal(403, (await Gateway.GetAsync("Communication", await SusieAsync("patient/Communication.cr"))).Status);
    }

    [Fact]
    public async Task Strict_handling_refuses_what_lenient_leaves_out()
    {
        var token = await SystemAsync();

        var strict = await Gateway.SendAsync(HttpMethod.Get, "Task?shoe-size=9", token, headers: ("Prefer", "handling=strict"));
        var lenient = await Gateway.GetAsync("Task?shoe-size=9&status=requested", token);

        Assert.Equal(400, strict.Status);
        Assert.Equal(200, lenient.Status);
        var self = (string)lenient.Json["link"]!.AsArray().Single(link => (string?)link!["relation"] == "self")!["url"]!;
        Assert.DoesNotContain("shoe-size", self, StringComparison.Ordinal);
        Assert.Contains("status=requested", self, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_are_followed_by_their_links()
    {
        var system = await SystemAsync();
        var name = NewName();
        List<string> made = [];
        for (var i = 0; i < 5; i++)
        {
            made.Add((await CreateAsync(Named(ARequest(), name), system)).Id);
        }

        List<string> seen = [];
        var next = $"CommunicationRequest?identifier={name}&_count=2";
        while (next is not null)
        {
            var page = await Gateway.GetAsync(next, system);
            seen.AddRange(IdsIn(page));
            var link = page.Json["link"]!.AsArray().FirstOrDefault(link => (string?)link!["relation"] == "next");
            next = ((string?)link?["url"])?[(Gateway.FhirBase.Length + 1)..];
        }

        Assert.Equal(made.Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_whole_conversation_is_found_from_its_first_message()
    {
        var susie = await SusieAsync();
        var first = await Gateway.PostAsync(AMessage.From("susie-smith", "susie-smith"), susie);
        var second = await Gateway.PostAsync(Answering(first), susie);
        var third = await Gateway.PostAsync(Answering(second), susie);

        var thread = await Gateway.GetAsync($"Communication?in-response-to:below={first.Id}", susie);

        Assert.Equal(new[] { second.Id, third.Id }.Order(StringComparer.Ordinal), IdsIn(thread).Except([first.Id]).Order(StringComparer.Ordinal));

        static System.Text.Json.Nodes.JsonObject Answering(Answer message) => AMessage.From("susie-smith", "susie-smith")
            .With("inResponseTo", new System.Text.Json.Nodes.JsonArray(AMessage.Ref($"Communication/{message.Id}")));
    }
}
