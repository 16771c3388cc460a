using System.Text.Json.Nodes;
using Gateway.Storage;
using Gateway.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Tests.Review;

/// <summary>Release and rejection of held messages, through the front door.</summary>
public sealed class HeldDecisionTests(ReviewFixture fixture) : IClassFixture<ReviewFixture>
{
    private RunningGateway Gateway => fixture.Gateway;

    [Fact]
    public async Task A_released_message_is_filed_in_the_chart_it_was_addressed_to()
    {
        var id = await fixture.HeldAsync();

        var answer = await fixture.DecideAsync(id, "release", await fixture.ReviewerAsync(), ReviewFixture.Because("others-only-mentioned"));

        Assert.True(answer.Status == 200, answer.Body);
        var filed = await Gateway.FiledOnceAsync(id);
        Assert.Equal(("Patient/susie-smith", "in-progress"), ((string?)filed["subject"]!["reference"], (string?)filed["status"]));
        Assert.Equal(ReviewFixture.AboutMark, (string?)filed["payload"]![0]!["contentString"]);
        var read = await Gateway.GetAsync($"Communication/{id}", await Gateway.Ehr.TokenAsync("dr-lee", "susie-smith", "user/Communication.rs"));
        Assert.Equal((200, "W/\"2\""), (read.Status, read.Headers["ETag"]));
        Assert.Null(read.Json["statusReason"]);
        var decision = Assert.Single(await fixture.DecisionsOnAsync(id));
        Assert.Equal((DecisionKind.Release, DecidedBy.Reviewer, "Practitioner/nurse-kim"), (decision.Kind, decision.By, decision.Person));
        Assert.Equal(("about-someone-else", "other", "others-only-mentioned"), (decision.HoldReason, decision.Verdict, decision.Reason));
        Assert.NotNull(decision.HeldSince);
        Assert.Contains("rule", decision.Rules, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_review_is_done_and_a_pool_has_the_released_message()
    {
        var id = await fixture.HeldAsync();
        var reviewer = await fixture.ReviewerAsync();

        await fixture.DecideAsync(id, "release", reviewer, ReviewFixture.Because("others-only-mentioned"));

        var review = (await Gateway.GetAsync($"Task?focus=Communication/{id}", reviewer)).Json["entry"]!.AsArray().Select(entry => entry!["resource"]!)
            .Single(task => (string?)task["code"]!["coding"]![0]!["code"] == "review-message");
        Assert.Equal(("completed", "Practitioner/nurse-kim"), ((string?)review["status"], (string?)review["owner"]!["reference"]));
        Assert.Equal("release", (string?)review["output"]![0]!["valueCode"]);
        var work = await Gateway.GetAsync($"Task?focus=Communication/{id}", await Gateway.Ehr.TokenAsync("dr-lee", "susie-smith", "user/Task.rs"));
        var task = Assert.Single(work.Json["entry"]!.AsArray())!["resource"]!;
        Assert.Equal(("answer-message", "Patient/susie-smith"), ((string?)task["code"]!["coding"]![0]!["code"], (string?)task["for"]!["reference"]));
    }

    [Fact]
    public async Task A_rejected_message_is_filed_nowhere_and_its_sender_is_told_kindly()
    {
        var id = await fixture.HeldAsync();

        var answer = await fixture.DecideAsync(id, "reject", await fixture.ReviewerAsync(), ReviewFixture.Because("not-a-patient-here"));

        Assert.True(answer.Status == 200, answer.Body);
        var told = await Gateway.GetAsync($"Communication/{id}", await fixture.SusieAsync());
        Assert.Equal("entered-in-error", (string?)told.Json["status"]);
        Assert.Contains("Thank you", (string?)told.Json["statusReason"]!["text"], StringComparison.Ordinal);
        Assert.DoesNotContain("cough", told.Body, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(await fixture.QueryAsync(db => db.Outbox.Where(entry => entry.MessageId == id).ToListAsync(TestContext.Current.CancellationToken)));
        Assert.Equal(404, (await Gateway.GetAsync($"Communication/{id}", await Gateway.Ehr.TokenAsync("dr-lee", "susie-smith", "user/Communication.rs"))).Status);
    }

    [Fact]
    public async Task The_same_decision_again_is_answered_the_same_and_another_one_is_a_conflict()
    {
        var id = await fixture.HeldAsync();
        var reviewer = await fixture.ReviewerAsync();

        var first = await fixture.DecideAsync(id, "release", reviewer, ReviewFixture.Because("about-this-patient"), ("If-Match", "W/\"1\""));
        var again = await fixture.DecideAsync(id, "release", reviewer, ReviewFixture.Because("about-this-patient"), ("If-Match", "W/\"1\""));
        var other = await fixture.DecideAsync(id, "reject", await fixture.ReviewerAsync("susie-smith"), ReviewFixture.Because("not-for-a-chart"));

        Assert.Equal((200, 200, 409), (first.Status, again.Status, other.Status));
        Assert.Equal(first.Body, again.Body);
        await Gateway.FiledOnceAsync(id);
    }

    [Fact]
    public async Task Of_two_reviewers_at_once_one_decides()
    {
        for (var round = 0; round < 5; round++)
        {
            var id = await fixture.HeldAsync();
            var (kim, other) = (await fixture.ReviewerAsync(), await fixture.ReviewerAsync(user: "dr-lee"));

            var answers = await Task.WhenAll(
                fixture.DecideAsync(id, "release", kim, ReviewFixture.Because("about-this-patient")),
                fixture.DecideAsync(id, "reject", other, ReviewFixture.Because("not-for-a-chart")));

            Assert.Single(answers, answer => answer.Status == 200);
            Assert.Single(answers, answer => answer.Status is 404 or 409);
            Assert.Single(await fixture.DecisionsOnAsync(id));
        }
    }

    [Fact]
    public async Task A_version_that_is_not_current_is_not_decided_on()
    {
        var id = await fixture.HeldAsync();

        var answer = await fixture.DecideAsync(id, "release", await fixture.ReviewerAsync(), ReviewFixture.Because("about-this-patient"), ("If-Match", "W/\"7\""));

        Assert.Equal(412, answer.Status);
        Assert.Empty(await fixture.DecisionsOnAsync(id));
    }

    [Theory]
    [InlineData("susie-smith", "susie-smith", "patient/*.cruds", 403)]
    [InlineData("mark-smith", "mark-smith", "patient/*.cruds", 404)]
    [InlineData("dr-lee", "susie-smith", "user/*.cruds", 404)]
    [InlineData("system", null, "system/*.cruds", 404)]
    [InlineData("system", null, "system/*.cruds gateway/review", 404)]
    [InlineData("nurse-kim", null, "user/Communication.rs gateway/review", 403)]
    [InlineData("nurse-kim", null, "user/Communication.cruds gateway/review gateway/operate", 403)]
    public async Task Nobody_but_a_reviewer_releases_or_rejects(string user, string? patient, string scope, int status)
    {
        var id = await fixture.HeldAsync();
        var token = await Gateway.Ehr.TokenAsync(user, patient, scope);

        Assert.Equal(status, (await fixture.DecideAsync(id, "release", token, ReviewFixture.Because("about-this-patient"))).Status);
        Assert.Equal(status, (await fixture.DecideAsync(id, "reject", token, ReviewFixture.Because("not-for-a-chart"))).Status);
        Assert.Equal("on-hold", (string?)(await Gateway.GetAsync($"Communication/{id}", await fixture.SusieAsync())).Json["status"]);
        Assert.Empty(await fixture.DecisionsOnAsync(id));
    }

    [Fact]
    public async Task A_request_that_is_not_understood_says_where()
    {
        var id = await fixture.HeldAsync();
        var reviewer = await fixture.ReviewerAsync();

        var answers = new[]
        {
            await fixture.DecideAsync(id, "release", reviewer, [new JsonObject { ["name"] = "nonsense", ["valueCode"] = "x" }]),
            await fixture.DecideAsync(id, "release", reviewer, ReviewFixture.Because("because")),
            await fixture.DecideAsync(id, "redirect", reviewer, [new JsonObject { ["name"] = "chart", ["valueReference"] = AMessage.Ref("Group/smiths") }]),
            await fixture.DecideAsync(id, "split", reviewer, [ReviewFixture.Part("susie-smith", "a")]),
            await fixture.DecideAsync(id, "split", reviewer, [ReviewFixture.Part("susie-smith", "a"), ReviewFixture.Part("susie-smith", "b")]),
        };

        Assert.All(answers, answer =>
        {
            Assert.Equal(400, answer.Status);
            Assert.StartsWith("Parameters.parameter", (string?)answer.Json["issue"]![0]!["expression"]![0], StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_message_that_is_not_held_is_not_released()
    {
        var id = await fixture.FiledAsync(AMessage.AboutSelf);

        var answer = await fixture.DecideAsync(id, "release", await fixture.ReviewerAsync("susie-smith"), ReviewFixture.Because("about-this-patient"));

        Assert.Equal(409, answer.Status);
    }
}
