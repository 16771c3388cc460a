using Gateway.Storage;
using Gateway.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Tests.Review;

/// <summary>Messages that go to another chart, by their sender or a reviewer.</summary>
public sealed class RedirectTests(ReviewFixture fixture) : IClassFixture<ReviewFixture>
{
    private RunningGateway Gateway => fixture.Gateway;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_redirected_message_is_made_anew_in_the_right_chart(bool bySender)
    {
        var id = await fixture.HeldAsync(ReviewFixture.AboutJohnny);

        var answer = await fixture.DecideAsync(
            id, "redirect", bySender ? await fixture.SusieAsync() : await fixture.ReviewerAsync(), ReviewFixture.To("johnny-smith"));

        Assert.True(answer.Status == 200, answer.Body);
        var made = Assert.Single(ReviewFixture.CreatedBy(answer));
        var filed = await Gateway.FiledOnceAsync(made);
        Assert.Equal(("Patient/johnny-smith", "Patient/susie-smith"), ((string?)filed["subject"]!["reference"], (string?)filed["sender"]!["reference"]));
        Assert.Equal(ReviewFixture.AboutJohnny, (string?)filed["payload"]![0]!["contentString"]);
        Assert.Empty(await Gateway.FiledAsync(id));
        var decision = Assert.Single(await fixture.DecisionsOnAsync(id));
        Assert.Equal((DecisionKind.Redirect, bySender ? DecidedBy.Sender : DecidedBy.Reviewer), (decision.Kind, decision.By));
        Assert.Equal(("susie-smith", "johnny-smith", "johnny-smith"), (decision.Chart, decision.TargetCharts, decision.SuggestedCharts));
    }

    [Fact]
    public async Task What_it_said_is_nowhere_to_be_read_in_the_chart_it_came_from()
    {
        var id = await fixture.HeldAsync("Johnny threw up twice last night");
        await fixture.DecideAsync(id, "redirect", await fixture.ReviewerAsync(), ReviewFixture.To("johnny-smith"));

        foreach (var token in new[] { await fixture.SusieAsync(), await fixture.ReviewerAsync("susie-smith") })
        {
            foreach (var address in new[]
            {
                $"Communication/{id}", $"Communication/{id}/_history/1", $"Communication/{id}/_history/2", $"Communication/{id}/_history",
                "Communication?patient=susie-smith", $"Communication?_id={id}&_revinclude=Task:focus", "Communication?_text=threw",
            })
            {
                Assert.DoesNotContain("threw up", (await Gateway.GetAsync(address, token)).Body, StringComparison.OrdinalIgnoreCase);
            }
        }

        var original = await Gateway.GetAsync($"Communication/{id}", await fixture.SusieAsync());
        Assert.Equal(("entered-in-error", "redirect"), ((string?)original.Json["status"], (string?)original.Json["statusReason"]!["coding"]![0]!["code"]));
        Assert.Equal("REDACTED", (string?)original.Json["meta"]!["security"]![0]!["code"]);
    }

    [Fact]
    public async Task Both_have_their_provenance_and_both_charts_their_audit()
    {
        var id = await fixture.HeldAsync(ReviewFixture.AboutJohnny);
        var made = ReviewFixture.CreatedBy(await fixture.DecideAsync(id, "redirect", await fixture.ReviewerAsync(), ReviewFixture.To("johnny-smith"))).Single();

        var trail = await fixture.QueryAsync(db => db.Audit.AsNoTracking()
            .Where(entry => entry.Resource == $"Communication/{id}" || entry.Resource == $"Communication/{made}").ToListAsync(TestContext.Current.CancellationToken));
        var redirected = Assert.Single(trail, entry => entry.Action == AuditAction.Redirect);
        Assert.Equal(("susie-smith", $"Communication/{made}", 2, true), (redirected.Chart, redirected.Related, redirected.Version, redirected.Quarantined));
        var created = Assert.Single(trail, entry => entry.Action == AuditAction.Create && entry.Resource == $"Communication/{made}");
        Assert.Equal(("johnny-smith", $"Communication/{id}"), (created.Chart, created.Related));
        var told = await Gateway.GetAsync(
            $"Provenance?target=Communication/{made}", await Gateway.Ehr.TokenAsync("dr-lee", "johnny-smith", "user/Provenance.rs user/Communication.rs"));
        var provenance = Assert.Single(told.Json["entry"]!.AsArray())!["resource"]!;
        Assert.Equal(("source", $"Communication/{id}"), ((string?)provenance["entity"]![0]!["role"], (string?)provenance["entity"]![0]!["what"]!["reference"]));
        Assert.Contains(
            "Redirect",
            (await fixture.QueryAsync(db => db.Audit.AsNoTracking().Where(entry => entry.Resource == $"Communication/{id}").ToListAsync(TestContext.Current.CancellationToken)))
                .Select(entry => entry.Action.ToString()));
    }

    [Theory]
    [InlineData("mark-smith", 403)]
    [InlineData("emma-smith", 403)]
    [InlineData("ana-diaz", 403)]
    [InlineData("nobody", 403)]
    [InlineData("susie-smith", 422)]
    public async Task A_sender_redirects_only_to_a_chart_she_may_write_in(string chart, int status)
    {
        var id = await fixture.HeldAsync(ReviewFixture.AboutJohnny);

        var answer = await fixture.DecideAsync(id, "redirect", await fixture.SusieAsync(), ReviewFixture.To(chart));

        Assert.True(answer.Status == status || (chart == "susie-smith" && answer.Status is 422), answer.Body);
        Assert.Equal("W/\"1\"", (await Gateway.GetAsync($"Communication/{id}", await fixture.SusieAsync())).Headers["ETag"]);
        Assert.Empty(await fixture.DecisionsOnAsync(id));
    }

    [Fact]
    public async Task A_reviewer_cannot_redirect_to_a_chart_its_sender_may_not_write_in()
    {
        var id = await fixture.HeldAsync();

        var answer = await fixture.DecideAsync(id, "redirect", await fixture.ReviewerAsync(), ReviewFixture.To("mark-smith"));

        Assert.Equal(422, answer.Status);
        Assert.Contains("proxy-none", answer.Rules);
        Assert.Empty(await fixture.DecisionsOnAsync(id));
    }

    [Fact]
    public async Task A_sender_who_redirects_to_another_wrong_chart_leaves_it_to_the_reviewers()
    {
        // Said in Johnny's chart by his mother, this is about her husband there too.
        var id = await fixture.HeldAsync();

        var answer = await fixture.DecideAsync(id, "redirect", await fixture.SusieAsync(), ReviewFixture.To("johnny-smith"));

        Assert.True(answer.Status == 200, answer.Body);
        var made = Assert.Single(ReviewFixture.CreatedBy(answer));
        var row = await fixture.QueryAsync(db => db.Resources.AsNoTracking().SingleAsync(resource => resource.ResourceId == made, TestContext.Current.CancellationToken));
        Assert.Equal((true, "johnny-smith"), (row.Quarantined, row.Chart));
        Assert.Empty(await Gateway.FiledAsync(made));
    }

    [Fact]
    public async Task What_tied_it_to_the_wrong_chart_stays_behind()
    {
        var token = await fixture.SusieAsync();
        var held = await Gateway.PostAsync(
            AMessage.From("susie-smith", "susie-smith", ReviewFixture.AboutJohnny).With("encounter", AMessage.Ref("Encounter/susie-visit")), token);
        Assert.Equal("on-hold", (string?)held.Json["status"]);

        var answer = await fixture.DecideAsync(held.Id, "redirect", token, ReviewFixture.To("johnny-smith"));

        Assert.True(answer.Status == 200, answer.Body);
        Assert.Null((await Gateway.FiledOnceAsync(ReviewFixture.CreatedBy(answer).Single()))["encounter"]);
    }

    [Fact]
    public async Task The_same_redirect_again_makes_nothing_more()
    {
        var id = await fixture.HeldAsync(ReviewFixture.AboutJohnny);
        var token = await fixture.SusieAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => fixture.DecideAsync(id, "redirect", token, ReviewFixture.To("johnny-smith"))));

        Assert.All(answers, answer => Assert.Equal((200, answers[0].Body), (answer.Status, answer.Body)));
        await Gateway.FiledOnceAsync(ReviewFixture.CreatedBy(answers[0]).Single());
        Assert.Single(await fixture.DecisionsOnAsync(id));
    }

    [Fact]
    public async Task What_is_sealed_cannot_be_changed()
    {
        var id = await fixture.HeldAsync(ReviewFixture.AboutJohnny);
        var token = await fixture.SusieAsync();
        await fixture.DecideAsync(id, "redirect", token, ReviewFixture.To("johnny-smith"));

        var answer = await Gateway.SendAsync(
            HttpMethod.Patch, $"Communication/{id}", token, """[{"op":"add","path":"/note","value":[{"text":"x"}]}]""", "application/json-patch+json");

        Assert.Equal(409, answer.Status);
    }
}
