using System.Text.Json.Nodes;
using Gateway.Storage;
using Gateway.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Review;

/// <summary>The reviewers' queue over REST.</summary>
public sealed class QueueTests : IAsyncLifetime
{
    private RunningGateway gateway = null!;

    private ReviewDesk desk = null!;

    public async ValueTask InitializeAsync()
    {
        gateway = await RunningGateway.StartAsync(startGateway: false);
        gateway.Settings["Charts:CacheSeconds"] = "0";
        await gateway.StartGatewayAsync();
        desk = new ReviewDesk(gateway);
    }

    public ValueTask DisposeAsync() => gateway.DisposeAsync();

    [Fact]
    public async Task Emergencies_come_first_and_then_the_longest_waiting()
    {
        var first = await desk.HoldAsync();
        var second = await desk.HoldAsync();
        var emergency = await desk.HoldAsync(ReviewDesk.PoisonedChild);

        Assert.Equal([emergency.Task, first.Task, second.Task], await desk.QueueAsync());
    }

    [Fact]
    public async Task Pages_neither_repeat_nor_skip_while_others_come_and_go()
    {
        var held = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            held.Add((await desk.HoldAsync()).Task);
        }

        var first = await gateway.GetAsync("Task/$review-queue?_count=2", desk.Reviewer());
        await desk.HoldAsync(ReviewDesk.PoisonedChild);
        var last = await desk.HoldAsync();
        var seen = ReviewDesk.IdsIn(first).ToList();
        for (var next = NextOf(first); next is not null;)
        {
            var page = await gateway.GetAsync(next[(gateway.FhirBase.Length + 1)..], desk.Reviewer());
            seen.AddRange(ReviewDesk.IdsIn(page));
            next = NextOf(page);
        }

        Assert.Equal([.. held, last.Task], seen);
        Assert.Equal(5, (int?)first.Json["total"]);
    }

    [Fact]
    public async Task A_pool_sees_its_own_work_whoever_has_taken_it()
    {
        var routine = await desk.HoldAsync();
        var emergency = await desk.HoldAsync(ReviewDesk.PoisonedChild);
        await desk.ClaimAsync(emergency.Task);

        Assert.Equal([emergency.Task], await desk.QueueAsync("pool=CareTeam/pool-on-call"));
        Assert.Equal([routine.Task], await desk.QueueAsync("claimed=false"));
        Assert.Equal([emergency.Task], await desk.QueueAsync("claimed=true"));
    }

    [Fact]
    public async Task Who_claims_a_review_has_it_until_it_is_given_back()
    {
        var held = await desk.HoldAsync();
        var pool = (string?)(await desk.TaskAsync(held.Task))["owner"]!["reference"];

        var claimed = await desk.ClaimAsync(held.Task);
        var again = await desk.ClaimAsync(held.Task);
        var returned = await desk.CallAsync($"Task/{held.Task}/$unclaim");

        Assert.Equal((200, "accepted", "claimed"), (claimed.Status, (string?)claimed.Json["status"], ReviewDesk.StandsAt(claimed.Json)));
        Assert.Equal("Practitioner/nurse-kim", (string?)claimed.Json["owner"]!["reference"]);
        Assert.Equal((200, claimed.Headers["ETag"]), (again.Status, again.Headers["ETag"]));
        Assert.Equal((200, "ready", "unassigned"), (returned.Status, (string?)returned.Json["status"], ReviewDesk.StandsAt(returned.Json)));
        Assert.Equal(pool, (string?)returned.Json["owner"]!["reference"]);
        Assert.Equal([held.Task], await desk.QueueAsync("claimed=false"));
    }

    [Fact]
    public async Task Of_many_who_claim_at_once_one_has_it_and_the_others_are_told_who()
    {
        var held = await desk.HoldAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => desk.ClaimAsync(held.Task, i % 2 == 0 ? "nurse-kim" : "dr-lee")));

        var holder = (string)(await desk.TaskAsync(held.Task))["owner"]!["reference"]!;
        Assert.Equal("2", (string?)(await desk.TaskAsync(held.Task))["meta"]!["versionId"]);
        Assert.Equal([8, 8], answers.GroupBy(answer => answer.Status).OrderBy(group => group.Key).Select(group => group.Count()));
        Assert.All(answers.Where(answer => answer.Status == 409), answer =>
        {
            Assert.Contains(holder, answer.Body, StringComparison.Ordinal);
            Assert.Matches(@"at \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", answer.Body);
        });
    }

    [Fact]
    public async Task Next_takes_the_most_urgent_that_nobody_has_and_each_of_many_gets_another()
    {
        var first = await desk.HoldAsync();
        var second = await desk.HoldAsync();
        var emergency = await desk.HoldAsync(ReviewDesk.PoisonedChild);

        var one = await desk.CallAsync("Task/$next");
        var others = await Task.WhenAll(desk.CallAsync("Task/$next", desk.Reviewer("dr-lee")), desk.CallAsync("Task/$next", desk.Reviewer("desk-park")));
        var none = await desk.CallAsync("Task/$next");

        Assert.Equal((200, emergency.Task), (one.Status, one.Id));
        Assert.Equal(new[] { first.Task, second.Task }.Order(), others.Select(answer => answer.Id).Order());
        Assert.Equal(404, none.Status);
    }

    [Fact]
    public async Task Who_has_it_is_the_only_one_who_gives_it_back()
    {
        var held = await desk.HoldAsync();
        await desk.ClaimAsync(held.Task);

        Assert.Equal(409, (await desk.CallAsync($"Task/{held.Task}/$unclaim", desk.Reviewer("dr-lee"))).Status);
        Assert.Equal(409, (await desk.ClaimAsync(held.Task, "dr-lee", takesOver: true)).Status);
    }

    [Theory]
    [InlineData("Practitioner/nurse-kim", "user/*.cruds")]
    [InlineData("Patient/susie-smith", "patient/*.cruds")]
    [InlineData(null, "system/*.cruds gateway/review")]
    [InlineData("Practitioner/nurse-kim", "user/*.cruds gateway/review gateway/operate")]
    [InlineData("Practitioner/nurse-kim", "user/*.cruds gateway/review gateway/audit")]
    public async Task Nobody_else_sees_the_queue_or_takes_from_it(string? who, string scope)
    {
        var held = await desk.HoldAsync();
        var token = gateway.TokenOf(scope, who, who == "Patient/susie-smith" ? "susie-smith" : null);

        Assert.Equal(403, (await gateway.GetAsync("Task/$review-queue", token)).Status);
        Assert.Equal(403, (await gateway.GetAsync($"Task/{held.Task}/$review", token)).Status);
        Assert.Equal(403, (await desk.CallAsync("Task/$next", token)).Status);
        // Staff may claim other Tasks: to them this one is not there.
        var hidden = (who, scope) == ("Practitioner/nurse-kim", "user/*.cruds") ? 404 : 403;
        Assert.Equal(hidden, (await desk.CallAsync($"Task/{held.Task}/$claim", token)).Status);
        Assert.Equal(hidden, (await desk.CallAsync($"Task/{held.Task}/$unclaim", token)).Status);
    }

    [Fact]
    public async Task A_reviewer_is_shown_what_a_decision_needs_and_no_more()
    {
        var held = await desk.HoldAsync(ReviewDesk.PoisonedChild);
        await desk.ClaimAsync(held.Task);

        var view = await gateway.GetAsync($"Task/{held.Task}/$review", desk.Reviewer());

        Assert.Equal(200, view.Status);
        Assert.Equal(ReviewDesk.PoisonedChild, (string?)PartOf(One(view, "text"), "value")!["valueString"]);
        Assert.Equal("about-someone-else", (string?)One(view, "reason")["valueCodeableConcept"]!["coding"]![0]!["code"]);
        Assert.Equal("stat", (string?)One(view, "urgency")["valueCode"]);
        Assert.Equal("Patient/susie-smith", (string?)PartOf(One(view, "addressed"), "chart")!["valueReference"]!["reference"]);
        Assert.Equal("self", (string?)PartOf(One(view, "addressed"), "relation")!["valueCode"]);
        var suggested = One(view, "suggested");
        Assert.Equal("Patient/johnny-smith", (string?)PartOf(suggested, "chart")!["valueReference"]!["reference"]);
        Assert.Contains("Johnny", (string?)PartOf(suggested, "name")!["valueString"], StringComparison.Ordinal);
        Assert.Equal("MTH", (string?)PartOf(suggested, "relation")!["valueCode"]);
        Assert.NotNull(PartOf(suggested, "age"));
        Assert.Equal("Practitioner/nurse-kim", (string?)One(view, "claimedBy")["valueReference"]!["reference"]);
        Assert.Contains(All(view, "evidence"), evidence => PartOf(evidence, "start") is not null);
        foreach (var more in (string[])["birthDate", "identifier", "postalCode", "telecom", "mrn"])
        {
            Assert.DoesNotContain(more, view.Body, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task Each_look_is_recorded_under_the_message_with_who_looked()
    {
        var held = await desk.HoldAsync();

        await gateway.GetAsync($"Task/{held.Task}/$review", desk.Reviewer());

        await using var db = await gateway.Services.GetRequiredService<IDbContextFactory<GatewayDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        var look = Assert.Single(await db.Audit.Where(entry => entry.Resource == $"Communication/{held.Message}" && entry.Action == AuditAction.Operation)
            .ToListAsync(TestContext.Current.CancellationToken));
        Assert.Equal(("Practitioner/nurse-kim", true, AuditOutcome.Done), (look.Person, look.Quarantined, look.Outcome));
    }

    [Fact]
    public async Task While_the_EHR_is_away_the_text_is_there_and_the_names_are_not()
    {
        var held = await desk.HoldAsync(ReviewDesk.PoisonedChild);
        await gateway.Ehr.FaultAsync("down");

        var view = await gateway.GetAsync($"Task/{held.Task}/$review", desk.Reviewer());

        Assert.Equal(200, view.Status);
        Assert.Equal("Patient/johnny-smith", (string?)PartOf(One(view, "suggested"), "chart")!["valueReference"]!["reference"]);
        Assert.Null(PartOf(One(view, "suggested"), "name"));
    }

    [Theory]
    [InlineData("Task/$review-queue?pool=nobody")]
    [InlineData("Task/$review-queue?claimed=perhaps")]
    [InlineData("Task/$review-queue?_count=0")]
    [InlineData("Task/$review-queue?_after=x-y-z")]
    [InlineData("Task/$review-queue?_after=3-999999999999999999999-1")]
    [InlineData("Task/$review-queue?colour=red")]
    public async Task What_is_not_understood_is_refused_with_a_sentence(string path)
    {
        var answer = await gateway.GetAsync(path, desk.Reviewer());

        Assert.Equal(400, answer.Status);
        Assert.NotNull(answer.Json["issue"]![0]!["details"]!["text"]);
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("not an id")]
    public async Task A_review_that_is_not_there_is_not_found(string id)
    {
        var path = Uri.EscapeDataString(id);
        Assert.Equal(404, (await desk.CallAsync($"Task/{path}/$claim")).Status);
        Assert.Equal(404, (await desk.CallAsync($"Task/{path}/$unclaim")).Status);
        Assert.Equal(404, (await gateway.GetAsync($"Task/{path}/$review", desk.Reviewer())).Status);
    }

    [Fact]
    public async Task A_narrowed_scope_takes_only_what_it_is_for()
    {
        var held = await desk.HoldAsync();
        var narrowed = desk.Reviewer(scope: "user/Task.rus?priority=stat user/Communication.rs gateway/review");

        Assert.Equal(404, (await desk.CallAsync($"Task/{held.Task}/$claim", narrowed)).Status);
        Assert.Equal(404, (await gateway.GetAsync($"Task/{held.Task}/$review", narrowed)).Status);
    }

    private static string? NextOf(Answer page) => page.Json["link"]!.AsArray()
        .Where(link => (string?)link!["relation"] == "next").Select(link => (string?)link!["url"]).SingleOrDefault();

    private static JsonNode[] All(Answer view, string name) =>
        [.. view.Json["parameter"]!.AsArray().Where(parameter => (string?)parameter!["name"] == name).Select(parameter => parameter!)];

    private static JsonNode One(Answer view, string name) => Assert.Single(All(view, name));

    private static JsonNode? PartOf(JsonNode group, string name) => group["part"]!.AsArray().FirstOrDefault(part => (string?)part!["name"] == name);
}
