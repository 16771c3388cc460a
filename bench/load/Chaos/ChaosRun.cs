using Load.Driving;
using Load.Posting;
using Load.Replaying;
using Load.Servers;

namespace Load.Chaos;

/// <summary>The whole experiment: replicas under load and blows, and the judgement of what the EHR has in the end.</summary>
internal sealed class ChaosRun(ChaosPlan plan, ReplicaSettings settings, string crashStore, TextWriter progress, TimeProvider clock)
{
    /// <summary>Held messages are part of the load: one that a crash lets slip into the EHR is a leak.</summary>
    private const double ShareAboutRelatives = 0.1;

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);

    /// <summary>A second copy or a held message would come after the last accepted one: look once more a little later.</summary>
    private static readonly TimeSpan Aftermath = TimeSpan.FromSeconds(1);

    public async Task<ChaosAccount> RunAsync(string sandboxProgram, string gatewayProgram, string directory, CancellationToken cancellationToken)
    {
        var entered = clock.GetTimestamp();
        using var http = new HttpClient();
        await using var ehr = new EhrServer(sandboxProgram, directory, clock) { Families = EhrServer.FamiliesFor(plan.Charts), WithTls = true };
        await using var replicas = new Replicas(ehr, gatewayProgram, settings, plan.Replicas, directory, clock);
        await ehr.StartAsync(http, replicas.Urls[0], cancellationToken);
        var starting = replicas.StartAsync(http, cancellationToken);
        var target = await ehr.TargetAsync(http, replicas.FhirBase, plan.Charts, cancellationToken);
        await starting;
        await progress.WriteLineAsync($"{plan.Replicas} replicas ready after {clock.GetElapsedTime(entered).TotalSeconds:F1} s.");

        var story = Storyline.Make(plan);
        var messages = new MessageSource("chaos", target.Charts, clock).Make(
            MessageSource.Generate(plan.Messages, plan.Seed, ShareAboutRelatives), plan.Messages, labelled: false);
        var wrecker = new Wrecker(replicas, plan.Replicas, ehr.Url, crashStore, target.Charts, http, clock);
        var load = new ChaosLoad([.. replicas.Urls.Select(url => target.At(new Uri(url, "fhir")))], messages, plan, clock);
        await load.WarmUpAsync(cancellationToken);
        await progress.WriteLineAsync($"Warmed up after {clock.GetElapsedTime(entered).TotalSeconds:F1} s.");
        var (begun, start) = (clock.GetUtcNow(), clock.GetTimestamp());
        using var together = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var posting = load.RunAsync(start, together.Token);
        await FirstFailure.EndsAllAsync(together, posting, wrecker.RunAsync(story.Blows, start, plan.Duration, together.Token));
        var (told, tally) = (load.Told, await posting);
        await progress.WriteLineAsync($"All posted after {clock.GetElapsedTime(start).TotalSeconds:F1} s.");

        var ended = clock.GetTimestamp();
        var desk = new LetterDesk(replicas.Urls, http, new Uri(ehr.Url, "sandbox/token"));
        var ledger = new SandboxLedger(http, ehr.Url);
        var drain = await DrainAsync(wrecker, desk, ledger, [.. told.Select(message => message.Record)], ended, cancellationToken);
        await Task.Delay(Aftermath, clock, cancellationToken);
        var filed = await ledger.ReadAsync([], cancellationToken);
        return new ChaosAccount
        {
            Story = story,
            Told = told,
            Tally = tally,
            Findings = ChaosAccount.Judge(told, filed, desk.Noted),
            Delays = Delays.Of(told, filed, begun, story, target.Charts),
            Killed = wrecker.Killed,
            Fallen = wrecker.Fallen,
            StoreAway = wrecker.StoreAway,
            DeadLetters = desk.Noted.Count,
            Drain = drain,
            Elapsed = clock.GetElapsedTime(entered),
        };
    }

    private async Task<TimeSpan> DrainAsync(
        Wrecker wrecker, LetterDesk desk, SandboxLedger ledger, MessageRecord[] told, long ended, CancellationToken cancellationToken)
    {
        while (true)
        {
            wrecker.Supervise();
            var replayed = await desk.ReplayAsync(cancellationToken);
            var arrived = ReplayPolicy.AllArrived(told, await ledger.ReadAsync([], cancellationToken));
            if ((replayed && arrived) || clock.GetElapsedTime(ended) > plan.Patience)
            {
                return clock.GetElapsedTime(ended);
            }

            await Task.Delay(Poll, clock, cancellationToken);
        }
    }
}
