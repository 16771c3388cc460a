using System.Text.Json.Nodes;
using Gateway.Storage;
using Gateway.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Tests.Review;

/// <summary>
/// The gateway dies at every step of a decision. What is on its disk at that instant is all that the next one has; its client, who got no
/// answer, asks again. In the end both charts and the EHR agree, and everything happened once.
/// </summary>
public sealed class CrashTests
{
    private const string OnCommit = "commit";

    private static readonly string Mark = "The rash is worse since yesterday.";

    public static TheoryData<string, bool, string> Instants
    {
        get
        {
            var instants = new TheoryData<string, bool, string>();
            foreach (var (operation, isFiled, takesUpdates, writes) in new[]
            {
                ("redirect", false, false, 1), ("redirect", true, true, 2), ("redirect", true, false, 2),
                ("split", false, false, 2), ("retract", true, true, 1), ("retract", true, false, 1),
            })
            {
                var story = $"{operation} {(isFiled ? "filed" : "held")}";
                instants.Add(story, takesUpdates, $"before {OnCommit}");
                instants.Add(story, takesUpdates, $"after {OnCommit}");
                for (var write = 1; write <= writes; write++)
                {
                    instants.Add(story, takesUpdates, $"before {write}");
                    instants.Add(story, takesUpdates, $"after {write}");
                }
            }

            return instants;
        }
    }

    [Theory]
    [MemberData(nameof(Instants))]
    public async Task Whenever_it_dies_both_charts_and_the_EHR_end_consistent(string story, bool takesUpdates, string instant)
    {
        var ehr = new CrashingEhr { DiesAt = int.TryParse(instant.Split(' ')[1], out var write) ? write : 0, Afterwards = instant.StartsWith("after", StringComparison.Ordinal) };
        await using var gateway = await RunningGateway.StartAsync(startGateway: false, configureEhr: ehr.Attach, ehrTakesUpdates: takesUpdates);
        gateway.Settings["Delivery:FirstDelaySeconds"] = "0.2";
        gateway.Settings["Delivery:SettleSeconds"] = "1";
        await gateway.StartGatewayAsync();
        var id = await ArrangeAsync(gateway, isFiled: story.EndsWith("filed", StringComparison.Ordinal));
        using var disk = new KeptDisk(gateway);
        ehr.Keep = disk.Keep;

        // What dies at the commit reaches no EHR before it does.
        ehr.IsDead = instant.EndsWith(OnCommit, StringComparison.Ordinal);
        ehr.IsArmed = true;
        if (instant == $"before {OnCommit}")
        {
            disk.Keep();
        }

        var lost = await DecideAsync(gateway, story, id);
        Assert.True(lost.Status == 200, lost.Body);
        if (instant == $"after {OnCommit}")
        {
            disk.Keep();
        }
        else if (ehr.DiesAt > 0)
        {
            await ehr.Dead.WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
        }

        ehr.IsDead = true;
        await gateway.StopGatewayAsync();
        disk.Restore();
        ehr.IsDead = false;
        ehr.IsArmed = false;
        await gateway.StartGatewayAsync();
        var answered = await DecideAsync(gateway, story, id);

        Assert.True(answered.Status == 200, answered.Body);
        if (instant != $"before {OnCommit}")
        {
            Assert.Equal(lost.Body, answered.Body);
        }

        await AssertConsistentAsync(gateway, story, id, takesUpdates, answered);
    }

    private static async Task<string> ArrangeAsync(RunningGateway gateway, bool isFiled)
    {
        var message = AMessage.From("susie-smith", "susie-smith", Mark);
        message = isFiled ? message : message.With("about", new JsonArray(new JsonObject { ["display"] = "somebody" }));
        var token = await gateway.Ehr.TokenAsync("susie-smith", "susie-smith", "patient/*.cruds");
        var answer = await ReviewFixture.SentAsync(gateway, message, token);
        Assert.Equal((201, isFiled ? "completed" : "on-hold"), (answer.Status, (string?)answer.Json["status"]));
        if (isFiled)
        {
            await gateway.FiledOnceAsync(answer.Id);
            await ReviewFixture.UntilAsync<OutboxEntry>(
                async () => (await OutboxAsync(gateway)).FirstOrDefault(entry => entry.State == OutboxState.Delivered), "the delivery");
        }

        return answer.Id;
    }

    private static async Task<Answer> DecideAsync(RunningGateway gateway, string story, string id)
    {
        var operation = story.Split(' ')[0];
        return await ReviewFixture.DecideAsync(gateway, id, operation, await RetractTests.ReviewerAsync(gateway), operation switch
        {
            "redirect" => ReviewFixture.To("johnny-smith"),
            "split" => [ReviewFixture.Part("johnny-smith", $"{Mark} His."), ReviewFixture.Part("susie-smith", $"{Mark} Hers.")],
            _ => ReviewFixture.Because("not-for-a-chart"),
        });
    }

    private static async Task AssertConsistentAsync(RunningGateway gateway, string story, string id, bool takesUpdates, Answer answered)
    {
        await ReviewFixture.UntilAsync<string>(
            async () => (await OutboxAsync(gateway)).All(entry => entry.State != OutboxState.Pending) ? "done" : null, "the end of all sends");
        var outbox = await OutboxAsync(gateway);
        Assert.DoesNotContain(outbox, entry => entry.State == OutboxState.DeadLetter);

        // The EHR: each part once in its chart, and the original once and not in effect, or never.
        var (his, hers) = (await SayingAsync(gateway, "johnny-smith"), await SayingAsync(gateway, "susie-smith"));
        Assert.Equal(story.StartsWith("retract", StringComparison.Ordinal) ? 0 : 1, his.Count);
        var original = await gateway.FiledAsync(id);
        var isFiled = story.EndsWith("filed", StringComparison.Ordinal);
        Assert.Equal(isFiled ? 1 : 0, original.Count);
        if (isFiled)
        {
            Assert.Equal(takesUpdates ? "entered-in-error" : "completed", (string?)original[0]!["status"]);
            Assert.Equal(takesUpdates ? 0 : 1, hers.Count);
            Assert.Equal(takesUpdates ? 0 : 1, await NoticesAsync(gateway, id));
            Assert.Equal(takesUpdates ? OutboxState.Delivered : OutboxState.ByHand, Assert.Single(outbox, entry => entry.Kind == OutboxKind.Retract).State);
        }
        else
        {
            Assert.Equal(story.StartsWith("split", StringComparison.Ordinal) ? 1 : 0, hers.Count);
        }

        // The gateway: one decision, the original sealed, one message for each part, one Task for each thing to do.
        var decision = Assert.Single(await ReviewFixture.QueryAsync(gateway, db => db.Decisions.AsNoTracking().ToListAsync(TestContext.Current.CancellationToken)));
        var stored = await ReviewFixture.QueryAsync(gateway, db => db.Resources.AsNoTracking().ToListAsync(TestContext.Current.CancellationToken));
        var messages = stored.Where(resource => resource.ResourceType == "Communication").ToList();
        // Two ids of one millisecond are in no order.
        Assert.Equal(ReviewFixture.CreatedBy(answered).Append(id).Order(StringComparer.Ordinal), messages.Select(message => message.ResourceId).Order(StringComparer.Ordinal));
        Assert.Equal((id, 2), (decision.MessageId, messages.Single(message => message.ResourceId == id).Version));
        var ended = JsonNode.Parse(messages.Single(message => message.ResourceId == id).Content)!;
        Assert.Equal("entered-in-error", (string?)ended["status"]);
        Assert.DoesNotContain("rash", ended.ToJsonString(), StringComparison.Ordinal);
        var sealedVersion = Assert.Single(await ReviewFixture.QueryAsync(gateway, db => db.Sealed.AsNoTracking().ToListAsync(TestContext.Current.CancellationToken)));
        Assert.Contains("rash", System.Text.Encoding.UTF8.GetString(sealedVersion.Content), StringComparison.Ordinal);
        Assert.Equal(
            isFiled && !takesUpdates ? 1 : 0,
            stored.Count(resource => resource.ResourceType == "Task"
                && (string?)JsonNode.Parse(resource.Content)!["code"]!["coding"]![0]!["code"] == "retract-by-hand"));
    }

    private static Task<List<OutboxEntry>> OutboxAsync(RunningGateway gateway) =>
        ReviewFixture.QueryAsync(gateway, db => db.Outbox.AsNoTracking().ToListAsync(TestContext.Current.CancellationToken));

    private static async Task<List<JsonNode>> SayingAsync(RunningGateway gateway, string chart) =>
    [
        .. (await EhrAsync(gateway, $"Communication?patient=Patient/{chart}&_count=200"))
            .Where(message => message["payload"]!.AsArray().Any(payload => ((string?)payload!["contentString"])?.StartsWith(Mark, StringComparison.Ordinal) == true)),
    ];

    private static async Task<int> NoticesAsync(RunningGateway gateway, string id) =>
        (await EhrAsync(gateway, $"Communication?identifier={Uri.EscapeDataString($"{Gateway.References.MessageId.RetractionSystem}|{id}")}")).Count;

    private static async Task<List<JsonNode>> EhrAsync(RunningGateway gateway, string address)
    {
        var found = await gateway.Ehr.GetAsync(address, await gateway.Ehr.TokenAsync("system"), TestContext.Current.CancellationToken);
        return [.. (JsonNode.Parse(found.GetRawText())!["entry"]?.AsArray() ?? []).Select(entry => entry!["resource"]!).Where(resource => (string?)resource["resourceType"] == "Communication")];
    }
}
