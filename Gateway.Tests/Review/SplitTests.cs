using System.Text.Json.Nodes;
using Gateway.References;
using Gateway.Storage;
using Gateway.Tests.Support;

namespace Gateway.Tests.Review;

/// <summary>One message about two people becomes two.</summary>
public sealed class SplitTests(ReviewFixture fixture) : IClassFixture<ReviewFixture>
{
    private const string Own = "My left knee hurts when I climb stairs.";
    private const string His = "Johnny got a fever today.";

    private RunningGateway Gateway => fixture.Gateway;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Each_part_is_filed_in_its_chart_and_both_have_a_thread_in_common(bool bySender)
    {
        var id = await HeldForTwoAsync();

        var answer = await fixture.DecideAsync(
            id,
            "split",
            bySender ? await fixture.SusieAsync() : await fixture.ReviewerAsync(),
            [ReviewFixture.Selected("johnny-smith", 0, 0, His.Length), ReviewFixture.Selected("susie-smith", 0, His.Length + 1, Own.Length)]);

        Assert.True(answer.Status == 200, answer.Body);
        var made = ReviewFixture.CreatedBy(answer);
        var (his, own) = (await Gateway.FiledOnceAsync(made[0]), await Gateway.FiledOnceAsync(made[1]));
        Assert.Equal(("Patient/johnny-smith", His), ((string?)his["subject"]!["reference"], (string?)his["payload"]![0]!["contentString"]));
        Assert.Equal(("Patient/susie-smith", Own), ((string?)own["subject"]!["reference"], (string?)own["payload"]![0]!["contentString"]));
        Assert.All(new[] { his, own }, part => Assert.Contains(
            part["identifier"]!.AsArray(), identifier => (string?)identifier!["system"] == MessageId.ThreadSystem && (string?)identifier["value"] == id));
        Assert.Empty(await Gateway.FiledAsync(id));
        var decision = Assert.Single(await fixture.DecisionsOnAsync(id));
        Assert.Equal((DecisionKind.Split, "johnny-smith susie-smith"), (decision.Kind, decision.TargetCharts));
    }

    [Fact]
    public async Task A_part_for_a_chart_the_sender_may_not_write_in_leaves_everything_as_it_was()
    {
        var id = await HeldForTwoAsync();

        var answer = await fixture.DecideAsync(
            id, "split", await fixture.SusieAsync(), [ReviewFixture.Part("susie-smith", Own), ReviewFixture.Part("mark-smith", "Mark coughs.")]);

        Assert.Equal(403, answer.Status);
        Assert.Empty(await fixture.DecisionsOnAsync(id));
        Assert.Equal("on-hold", (string?)(await Gateway.GetAsync($"Communication/{id}", await fixture.SusieAsync())).Json["status"]);
    }

    [Fact]
    public async Task What_a_sender_puts_in_the_wrong_part_is_held_there()
    {
        var id = await HeldForTwoAsync();

        var answer = await fixture.DecideAsync(
            id, "split", await fixture.SusieAsync(), [ReviewFixture.Part("susie-smith", ReviewFixture.AboutMark), ReviewFixture.Part("johnny-smith", His)]);

        Assert.True(answer.Status == 200, answer.Body);
        var made = ReviewFixture.CreatedBy(answer);
        Assert.Equal("on-hold", (string?)(await Gateway.GetAsync($"Communication/{made[0]}", await fixture.SusieAsync())).Json["status"]);
        await Gateway.FiledOnceAsync(made[1]);
        Assert.Empty(await Gateway.FiledAsync(made[0]));
    }

    [Theory]
    [InlineData(0, 5, 4000)]
    [InlineData(1, 0, 3)]
    public async Task Only_what_is_there_can_be_selected(int payload, int start, int length)
    {
        var id = await HeldForTwoAsync();

        var answer = await fixture.DecideAsync(
            id, "split", await fixture.ReviewerAsync(), [ReviewFixture.Selected("johnny-smith", payload, start, length), ReviewFixture.Part("susie-smith", Own)]);

        Assert.Equal(422, answer.Status);
        Assert.Empty(await fixture.DecisionsOnAsync(id));
    }

    // Held for something that cannot be checked, whatever the text says.
    private async Task<string> HeldForTwoAsync()
    {
        var answer = await ReviewFixture.SentAsync(
            Gateway,
            AMessage.From("susie-smith", "susie-smith", $"{His} {Own}").With("about", new JsonArray(new JsonObject { ["display"] = "the two of us" })),
            await fixture.SusieAsync());
        Assert.Equal((201, "on-hold"), (answer.Status, (string?)answer.Json["status"]));
        return answer.Id;
    }
}
