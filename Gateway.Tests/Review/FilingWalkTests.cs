using System.Text.Json.Nodes;
using Gateway.Access;
using Gateway.Messages;
using Gateway.Policies;
using Gateway.References;
using Gateway.Resources;
using Gateway.Storage;
using Gateway.Subjects;
using Gateway.Tests.Support;
using Hl7.Fhir.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Review;

/// <summary>
/// Patients, proxies, strangers, reviewers and systems send and decide at random, under several policies, and the gateway dies among them. What is
/// in a chart in the end is there by its verdict, by its sender's word where the policy takes it, or because a reviewer put it there.
/// </summary>
public sealed class FilingWalkTests
{
    private const int Steps = 40;

    private static readonly string[] Sayings =
    [
        ReviewFixture.AboutJohnny, ReviewFixture.AboutMark, AMessage.AboutSelf, "My friend keeps having dizzy spells, what should she take?",
        "Johnny has a fever and I have a sore throat, what should we both take?", "Are you open on the Friday after Thanksgiving?",
    ];

    private static readonly (string User, string? Patient, string Scope)[] Callers =
    [
        ("susie-smith", "susie-smith", "patient/*.cruds"),
        ("susie-smith", "johnny-smith", "patient/*.cruds"),
        ("mark-smith", "mark-smith", "patient/*.cruds"),
        ("dr-lee", "susie-smith", "user/*.cruds"),
        ("nurse-kim", null, "user/*.cruds gateway/review"),
        ("nurse-kim", "susie-smith", "user/*.cruds gateway/review"),
        ("system", null, "system/*.cruds"),
        ("system", null, "system/*.cruds gateway/review"),
    ];

    [Theory]
    [InlineData(1, "\"hold\"")]
    [InlineData(2, "\"attest\"")]
    [InlineData(3, "{ \"strong\": \"ask\", \"weak\": \"attest\" }")]
    public async System.Threading.Tasks.Task Whoever_does_whatever_nothing_is_filed_against_its_verdict_and_the_policy(int seed, string rule)
    {
        var chance = new Random(seed);
        var policy = Path.GetTempFileName();
        ReviewFixture.WritePolicy(policy, rule);
        var ehr = new CrashingEhr();
        await using var gateway = await RunningGateway.StartAsync(startGateway: false, configureEhr: ehr.Attach, ehrTakesUpdates: seed % 2 == 0);
        gateway.Settings["Policy:File"] = policy;
        gateway.Settings["Delivery:FirstDelaySeconds"] = "0.2";
        gateway.Settings["Delivery:SettleSeconds"] = "1";
        await gateway.StartGatewayAsync();
        using var disk = new KeptDisk(gateway);
        List<string> known = [];
        for (var step = 0; step < Steps; step++)
        {
            if (step % 13 == 12)
            {
                await DieAsync(gateway, ehr, disk);
            }

            known.AddRange(await StepAsync(gateway, chance, known));
        }

        // What was on its way when it was taken back may be there too, and then it is not in effect.
        var filed = await FiledByRightAsync(gateway);
        Assert.Equal(filed, (await InTheEhrAsync(gateway)).Where(one => one.IsInEffect || filed.Contains(one.Message)).Select(one => one.Message));
        File.Delete(policy);
    }

    private static async System.Threading.Tasks.Task DieAsync(RunningGateway gateway, CrashingEhr ehr, KeptDisk disk)
    {
        ehr.IsDead = true;
        disk.Keep();
        await gateway.StopGatewayAsync();
        disk.Restore();
        ehr.IsDead = false;
        await gateway.StartGatewayAsync();
    }

    private static async Task<string[]> StepAsync(RunningGateway gateway, Random chance, List<string> known)
    {
        var (user, patient, scope) = Any(chance, Callers);
        var token = await gateway.Ehr.TokenAsync(user, patient, scope);
        if (known.Count == 0 || chance.Next(2) == 0)
        {
            var sender = user is "system" or "nurse-kim" ? "susie-smith" : user == "dr-lee" ? "Practitioner/dr-lee" : user;
            var message = AMessage.From(sender, Any(chance, ["susie-smith", "johnny-smith"]), Any(chance, Sayings));
            if (chance.Next(3) == 0)
            {
                message["extension"] = new JsonArray(
                    new JsonObject { ["url"] = global::Fhir.Profiles.Canonicals.Attestation, ["valueBoolean"] = true });
            }

            var sent = await gateway.PostAsync(message, token);
            return sent.Status == 201 ? [sent.Id] : [];
        }

        var (operation, parameters) = Any<(string, JsonArray)>(chance,
        [
            ("release", ReviewFixture.Because("about-this-patient")),
            ("reject", ReviewFixture.Because("not-for-a-chart")),
            ("retract", ReviewFixture.Because("sender-asked")),
            ("redirect", ReviewFixture.To(Any(chance, ["susie-smith", "johnny-smith", "mark-smith"]))),
            ("split", [ReviewFixture.Part("susie-smith", Any(chance, Sayings)), ReviewFixture.Part("johnny-smith", Any(chance, Sayings))]),
        ]);
        var decided = await ReviewFixture.DecideAsync(gateway, Any(chance, [.. known]), operation, token, parameters);
        Assert.NotInRange(decided.Status, 500, 502);
        return decided.Status == 200 ? ReviewFixture.CreatedBy(decided) : [];
    }

    private static T Any<T>(Random chance, T[] of) => of[chance.Next(of.Length)];

    /// <summary>What the gateway has delivered, each with its chart; all of it rightly.</summary>
    private static async Task<string[]> FiledByRightAsync(RunningGateway gateway)
    {
        await ReviewFixture.UntilAsync<string>(
            async () => (await OutboxAsync(gateway)).All(entry => entry.State != OutboxState.Pending) ? "done" : null, "the end of all sends");
        var decisions = await ReviewFixture.QueryAsync(gateway, db => db.Decisions.AsNoTracking().ToListAsync(TestContext.Current.CancellationToken));
        var filed = (await OutboxAsync(gateway)).Where(entry => entry is { Kind: OutboxKind.File, State: OutboxState.Delivered }).ToList();
        Assert.NotEmpty(filed);
        foreach (var entry in filed)
        {
            Assert.True(await IsRightAsync(gateway, entry, decisions), $"{entry.MessageId} is in {entry.Chart} by no right.");
        }

        return [.. filed.Select(entry => $"{entry.Chart} {entry.MessageId}").Order(StringComparer.Ordinal)];
    }

    private static async Task<bool> IsRightAsync(RunningGateway gateway, OutboxEntry entry, List<ReviewDecision> decisions)
    {
        if (decisions.Any(decision => decision.By is DecidedBy.Reviewer or DecidedBy.System
            && ((decision.Kind == DecisionKind.Release && decision.MessageId == entry.MessageId) || decision.NewMessages?.Split(' ').Contains(entry.MessageId) == true)))
        {
            return true;
        }

        var facts = await FactsAsync(gateway, entry.MessageId);
        return facts.Narrative is NarrativeVerdict.AboutSubject or NarrativeVerdict.General
            || (decisions.Any(decision => decision.Kind == DecisionKind.Attest && decision.MessageId == entry.MessageId)
                && IntakePolicy.Decide(facts with { Settlement = Settlement.Attested }) is IntakeDecision.Route { Attested.Action: DoubtAction.Attest });
    }

    private static async Task<IntakeFacts> FactsAsync(RunningGateway gateway, string id)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var content = await ReviewFixture.QueryAsync(gateway, async db =>
            (await db.Sealed.AsNoTracking().Where(version => version.MessageId == id).OrderByDescending(version => version.Version).FirstOrDefaultAsync(cancellation))?.Content
            ?? (await db.Resources.AsNoTracking().SingleAsync(resource => resource.ResourceType == "Communication" && resource.ResourceId == id, cancellation)).Content);
        var message = (Communication)FhirJson.ReadStored(content);
        message.Status = EventStatus.Completed;
        var caller = new Caller("test", null, null, [SmartScope.TryParse("system/*.cruds", out var scope) ? scope : default], false);
        var reading = gateway.Services.GetRequiredService<InboundMessageReader>().Read(message, new MessageId(id), caller, null);
        return await gateway.Services.GetRequiredService<IntakeFactsReader>()
            .ReadAsync(Assert.IsType<InboundMessageReader.Reading.Message>(reading).Inbound, cancellation);
    }

    private static Task<List<OutboxEntry>> OutboxAsync(RunningGateway gateway) =>
        ReviewFixture.QueryAsync(gateway, db => db.Outbox.AsNoTracking().ToListAsync(TestContext.Current.CancellationToken));

    /// <summary>What the EHR holds of the gateway's messages, each with its chart, in effect or not.</summary>
    private static async Task<(string Message, bool IsInEffect)[]> InTheEhrAsync(RunningGateway gateway)
    {
        List<(string Message, bool IsInEffect)> found = [];
        foreach (var chart in new[] { "susie-smith", "johnny-smith", "mark-smith" })
        {
            var page = await gateway.Ehr.GetAsync(
                $"Communication?patient=Patient/{chart}&_count=200", await gateway.Ehr.TokenAsync("system"), TestContext.Current.CancellationToken);
            found.AddRange((JsonNode.Parse(page.GetRawText())!["entry"]?.AsArray() ?? [])
                .Select(entry => entry!["resource"]!)
                .SelectMany(resource => (resource["identifier"]?.AsArray() ?? [])
                    .Where(identifier => (string?)identifier!["system"] == MessageId.System)
                    .Select(identifier => ($"{chart} {identifier!["value"]}", (string?)resource["status"] != "entered-in-error"))));
        }

        return [.. found.OrderBy(one => one.Message, StringComparer.Ordinal)];
    }
}
