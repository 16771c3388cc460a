using System.Text.Json.Nodes;
using Fhir.Profiles;
using Gateway.Storage;
using Gateway.Tests.Review;
using Gateway.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Inbox;

/// <summary>All that waits for somebody, in one call: of all pools as if they were one, with how each message begins and what the pools are called.</summary>
public sealed class WholeInboxTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private const string Refill = "I need a refill of my lisinopril please, I have three tablets left.";

    private readonly RunningGateway gateway = fixture.Gateway;
    private readonly InboxDesk desk = new(fixture.Gateway);

    [Fact]
    public async Task All_pools_of_the_caller_are_one_inbox_and_no_others_are_in_it()
    {
        var routine = await desk.SendAsync();
        var refill = await desk.SendAsync(Refill);
        var scheduling = await desk.SendAsync("Can I move my appointment on Friday to next week?");
        var today = await desk.SendAsync(InboxDesk.Today);

        var kims = await AllAsync(desk.Kim, "_count=2");
        var everybodys = await AllAsync(gateway.TokenOf("system/Task.s"), "_count=100");

        Assert.All([routine.Task, refill.Task, today.Task], task => Assert.Contains(task, kims));
        Assert.True(kims.IndexOf(today.Task) < kims.IndexOf(routine.Task));
        Assert.True(kims.IndexOf(routine.Task) < kims.IndexOf(refill.Task));
        Assert.Equal(kims.Count, kims.Distinct().Count());
        Assert.DoesNotContain(scheduling.Task, kims);
        Assert.Contains(scheduling.Task, everybodys);
    }

    [Fact]
    public async Task Mine_is_what_I_took_or_was_given_and_ends_with_that()
    {
        var (taken, others) = (await desk.SendAsync(), await desk.SendAsync());
        var given = await desk.SendAsync();
        await desk.CallAsync(taken.Task, "claim", desk.Kim);
        Assert.Equal(200, (await desk.RerouteAsync(given.Task, desk.Kim, InboxDesk.Nurses, person: "PractitionerRole/nurse-kim-role")).Status);

        var mine = await AllAsync(desk.Kim, "mine=true&_count=1");
        var page = await desk.GetAsync("Task/$inbox?mine=true", desk.Kim);
        await desk.CallAsync(taken.Task, "unclaim", desk.Kim);
        var after = await AllAsync(desk.Kim, "mine=true");

        Assert.All([taken.Task, given.Task], task => Assert.Contains(task, mine));
        Assert.DoesNotContain(others.Task, mine);
        Assert.Equal(mine.Count, (int?)page.Json["total"]);
        Assert.DoesNotContain(taken.Task, after);
        Assert.DoesNotContain(taken.Task, await AllAsync(desk.Park, "mine=true"));
        Assert.Equal(400, (await desk.GetAsync("Task/$inbox?mine=true", gateway.TokenOf("system/Task.s"))).Status);
    }

    [Fact]
    public async Task The_beginning_of_each_message_comes_along_and_who_sees_it_is_on_record()
    {
        var text = $"My left knee hurts. {string.Concat(Enumerable.Repeat("It really does. ", 40))}";
        var message = AMessage.From("susie-smith", "susie-smith", text);
        message["payload"]!.AsArray().Add(new JsonObject
        {
            ["contentAttachment"] = new JsonObject { ["contentType"] = "text/plain", ["title"] = "Readings", ["size"] = 13, ["data"] = Convert.ToBase64String("Monday 140/90"u8) },
        });
        var sent = await ReviewFixture.SentAsync(gateway, message, await desk.SusieAsync());
        Assert.Equal(201, sent.Status);

        var page = await desk.GetAsync("Task/$inbox?messages=true&_count=100", desk.Kim);

        var entry = page.Json["entry"]!.AsArray().Single(one => (string?)one!["resource"]!["id"] == sent.Id)!;
        var shown = entry["resource"]!;
        Assert.Equal(("include", "SUBSETTED"), ((string?)entry["search"]!["mode"], (string?)shown["meta"]!["tag"]![0]!["code"]));
        var begins = (string)shown["payload"]![0]!["contentString"]!;
        Assert.Equal($"{text[..240].TrimEnd()}…", begins);
        var file = shown["payload"]![1]!["contentAttachment"]!;
        Assert.Equal(("Readings", 13, null), ((string?)file["title"], file["size"]!.GetValue<int>(), file["data"]));
        await using var db = await gateway.Services.GetRequiredService<IDbContextFactory<GatewayDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, await db.Audit.CountAsync(
            row => row.Resource == $"Communication/{sent.Id}" && row.Action == AuditAction.Operation && row.Person == "Practitioner/nurse-kim",
            TestContext.Current.CancellationToken));
        Assert.Equal(403, (await desk.GetAsync("Task/$inbox?messages=true", gateway.TokenOf("user/Task.rs", "Practitioner/nurse-kim"))).Status);
    }

    [Fact]
    public async Task The_work_says_how_sure_it_is_what_the_message_asks_for()
    {
        var sent = await desk.SendAsync(Refill);

        var asked = (await desk.TaskOfAsync(sent.Message))["input"]![0]!;

        Assert.Equal("refill", (string?)asked["valueCode"]);
        var extension = asked["extension"]!.AsArray().Single(one => (string?)one!["url"] == Canonicals.Confidence)!;
        Assert.InRange((decimal)extension["valueDecimal"]!, 0.5m, 1m);
    }

    [Fact]
    public async Task The_pools_come_along_by_name_with_what_is_open_in_those_of_the_caller()
    {
        await desk.SendAsync(Refill);

        var page = await desk.GetAsync("Task/$inbox?pools=true&_count=1", desk.Kim);

        var pools = page.Json["entry"]!.AsArray().Select(one => one!["resource"]!).Where(resource => (string?)resource["resourceType"] == "CareTeam").ToList();
        Assert.Equal("Refill requests", (string?)pools.Single(pool => (string?)pool["id"] == "pool-refill")["name"]);
        Assert.Equal("refill", (string?)pools.Single(pool => (string?)pool["id"] == "pool-refill")["extension"]![0]!["valueCodeableConcept"]!["coding"]![0]!["code"]);
        Assert.True(OpenIn(pools.Single(pool => (string?)pool["id"] == "pool-refill")) > 0);
        Assert.Null(OpenIn(pools.Single(pool => (string?)pool["id"] == "pool-scheduling")));
    }

    [Fact]
    public async Task Nobody_but_staff_and_systems_has_an_inbox()
    {
        Assert.Equal(403, (await desk.GetAsync("Task/$inbox", await desk.SusieAsync())).Status);
        Assert.Equal(403, (await desk.GetAsync("Task/$inbox", gateway.TokenOf("system/*.cruds gateway/operate"))).Status);
    }

    private static int? OpenIn(JsonNode pool) =>
        (int?)pool["extension"]?.AsArray().SingleOrDefault(extension => (string?)extension!["url"] == Canonicals.OpenWork)?["valueUnsignedInt"];

    private async Task<List<string>> AllAsync(string token, string query)
    {
        var (ids, next) = (new List<string>(), (string?)$"Task/$inbox?{query}");
        while (next is not null)
        {
            var page = await desk.GetAsync(next, token);
            Assert.Equal(200, page.Status);
            ids.AddRange(InboxDesk.IdsIn(page));
            next = page.Json["link"]!.AsArray().Where(link => (string?)link!["relation"] == "next").Select(link => (string?)link!["url"]).SingleOrDefault()?[(gateway.FhirBase.Length + 1)..];
        }

        return ids;
    }
}
