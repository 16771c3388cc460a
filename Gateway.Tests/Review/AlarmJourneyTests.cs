using Gateway.Tests.Support;

namespace Gateway.Tests.Review;

/// <summary>An alarm in the running gateway: by its own sweep, over a restart, and what reviewers then see.</summary>
public sealed class AlarmJourneyTests
{
    [Fact]
    public async Task What_waited_through_a_restart_is_escalated_and_can_be_taken_over()
    {
        await using var gateway = await RunningGateway.StartAsync();
        var desk = new ReviewDesk(gateway);
        var held = await desk.HoldAsync();
        var younger = await desk.HoldAsync();
        await desk.ClaimAsync(held.Task);
        await gateway.StopGatewayAsync();
        gateway.Settings["Review:Ageing:ClaimMinutes"] = "0.01";
        gateway.Settings["Review:Ageing:SweepSeconds"] = "0.1";
        await gateway.StartGatewayAsync();

        await EscalatedAsync(desk, held.Task);
        var refused = await desk.ClaimAsync(held.Task, "dr-lee");
        var taken = await desk.ClaimAsync(held.Task, "dr-lee", takesOver: true);

        Assert.Equal([held.Task, younger.Task], await desk.QueueAsync());
        Assert.Equal("asap", (string?)(await desk.TaskAsync(held.Task))["priority"]);
        Assert.Equal((409, 200), (refused.Status, taken.Status));
        Assert.Contains("takeOver", refused.Body, StringComparison.Ordinal);
        Assert.Equal("Practitioner/dr-lee", (string?)taken.Json["owner"]!["reference"]);
        Assert.Contains(gateway.Log.Lines, line => line.Contains($"Review Task {held.Task} has waited too long", StringComparison.Ordinal));
    }

    private static async Task EscalatedAsync(ReviewDesk desk, string task)
    {
        for (var attempt = 0; attempt < 600 && ReviewDesk.StandsAt(await desk.TaskAsync(task)) != "escalated"; attempt++)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        Assert.Equal("escalated", ReviewDesk.StandsAt(await desk.TaskAsync(task)));
    }
}
