using System.Text.Json.Nodes;
using Gateway.Storage;
using Gateway.Tests.Inbox;
using Gateway.Tests.Review;
using Gateway.Tests.Support;
using global::Sandbox;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Tests.Journeys;

/// <summary>The whole way with an EHR that can neither be asked what has changed nor update: a patient's message, the answer that an interface engine brings, and taking back.</summary>
public sealed class DialectJourneyTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(nameof(EhrFlavour.Epic))]
    [InlineData(nameof(EhrFlavour.Oracle))]
    public async Task What_a_patient_writes_is_there_once_so_is_the_answer_of_an_engine_and_what_is_taken_back_is_told_to_a_person(string flavour)
    {
        await using var gateway = await RunningGateway.StartAsync(ehrFlavour: Enum.Parse<EhrFlavour>(flavour));
        var desk = new InboxDesk(gateway);
        await gateway.Ehr.FaultAsync("lost-answer", "creates", count: 1);
        var (message, task) = await desk.SendAsync();
        await EndedAsync(gateway, message, OutboxState.Delivered);
        Assert.Single(gateway.Ehr.Holding(message));

        var engine = await gateway.Ehr.TokenAsync("system", scope: "system/Task.rus system/Communication.crs");
        var found = await gateway.GetAsync($"Task?focus=Communication/{message}", engine);
        Assert.Equal(task, (string?)Assert.Single(found.Json["entry"]!.AsArray())!["resource"]!["id"]);
        var answered = await desk.CallAsync(task, "answer", engine, ("reply", new JsonObject { ["resource"] = InboxDesk.Reply(message) }));
        Assert.True(answered.Status == 200, answered.Body);
        var reply = ((string)answered.Json["output"]![0]!["valueReference"]!["reference"]!).Split('/')[^1];

        var seen = await gateway.GetAsync($"Communication/{reply}", await desk.SusieAsync());
        Assert.Equal(("Please come in on Monday at ten.", "Practitioner/dr-lee"), ((string?)seen.Json["payload"]![0]!["contentString"], (string?)seen.Json["sender"]!["reference"]));
        Assert.Contains("\"answered\"", (await gateway.GetAsync($"Communication/{message}/$status", await desk.SusieAsync())).Body, StringComparison.Ordinal);
        await EndedAsync(gateway, reply, OutboxState.Delivered);
        Assert.Single(gateway.Ehr.Holding(reply));

        var reviewer = await gateway.Ehr.TokenAsync("nurse-kim", "susie-smith", "user/*.cruds gateway/review");
        Assert.Equal(200, (await ReviewFixture.DecideAsync(gateway, message, "retract", reviewer, ReviewFixture.Because("not-for-a-chart"))).Status);
        var notice = await EndedAsync(gateway, message, OutboxState.ByHand, OutboxKind.Retract);
        Assert.Single(gateway.Ehr.Holding($"\"id\":\"{notice.EhrId}\""));
        var work = await gateway.GetAsync("Task?code=retract-by-hand", reviewer);
        Assert.Single(work.Json["entry"]!.AsArray());
        Assert.DoesNotContain(gateway.Log.Lines, line => line.Contains("knee", StringComparison.Ordinal) || line.Contains("Monday", StringComparison.Ordinal));
    }

    private static Task<OutboxEntry> EndedAsync(RunningGateway gateway, string message, OutboxState state, OutboxKind kind = OutboxKind.File) => ReviewFixture.UntilAsync(
        () => ReviewFixture.QueryAsync(gateway, db => db.Outbox.AsNoTracking()
            .FirstOrDefaultAsync(row => row.MessageId == message && row.Kind == kind && row.State == state, Cancellation)),
        $"{kind} of {message} as {state}");
}
