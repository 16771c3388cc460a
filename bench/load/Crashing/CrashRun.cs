using Load.Driving;
using Load.Posting;
using Load.Replaying;
using Load.Reporting;
using Load.Servers;

namespace Load.Crashing;

/// <summary>The whole experiment: load, kills, and the judgement of what the EHR has in the end.</summary>
internal sealed class CrashRun(CrashPlan plan, TextWriter output, TimeProvider clock)
{
    /// <summary>Held messages are part of the load: one that a crash lets slip into the EHR is a leak.</summary>
    private const double ShareAboutRelatives = 0.1;

    /// <summary>What a kill interrupted waits for the end of its lease, and a run for that: with an EHR on this machine it can be short.</summary>
    private static readonly string[] ShortLease = ["--Ehr:TimeoutSeconds=3", "--Delivery:LeaseSeconds=10", "--Delivery:SettleSeconds=5"];

    /// <summary>True when no promise was broken.</summary>
    public async Task<bool> RunAsync(string sandboxProgram, string gatewayProgram, string directory, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        await using var bench = new Bench(sandboxProgram, gatewayProgram, directory, clock) { Besides = ShortLease };
        await bench.StartEhrAsync(cancellationToken);
        bench.LaunchGateway();
        await bench.GatewayReadyAsync(cancellationToken);

        var target = await bench.TargetAsync(plan.Charts, cancellationToken);
        var texts = MessageSource.Generate(plan.Messages, plan.Seed, ShareAboutRelatives);
        var messages = new MessageSource("crash", target.Charts, clock).Make(texts, plan.Messages, labelled: false);
        var load = new CrashLoad(target, messages, clock);
        using var together = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var posting = load.RunAsync(together.Token);
        await FirstFailure.EndsAllAsync(together, posting, new Killer(bench, load, clock).RunAsync(KillPlan.Make(plan.Kills, plan.Messages, plan.Seed), together.Token));
        var (told, tally) = await posting;

        var check = new ReplayCheck(new SandboxLedger(bench.Http, bench.EhrUrl), clock);
        var findings = await check.RunAsync(told, new ReplayRules(Ordered: true, Exclusive: true), plan.Patience, cancellationToken);
        var unanswered = told.Count(record => record.Outcome is Outcome.ClientError or Outcome.ServerError);
        await output.WriteLineAsync(Summary(told, tally, unanswered, clock.GetElapsedTime(start)));
        await output.WriteLineAsync(findings.Render());
        return findings.Clean && unanswered == 0 && findings.Accepted > 0;
    }

    private string Summary(IReadOnlyList<MessageRecord> told, Tally tally, int unanswered, TimeSpan elapsed) => new TextTable("crash", "")
        .Row("messages", $"{told.Count}")
        .Row("charts", $"{plan.Charts}")
        .Row("kill -9", $"{plan.Kills}")
        .Row("requests cut off by a kill", $"{tally[Outcome.NoAnswer] - Unreached(tally)}")
        .Row("attempts while it was down", $"{Unreached(tally)}")
        .Row("answered 503 and retried", $"{tally[Outcome.ServerError] - told.Count(record => record.Outcome == Outcome.ServerError)}")
        .Row("answered with an error", $"{unanswered}")
        .Row("seconds in all", $"{elapsed.TotalSeconds:F1}")
        .ToPlain();

    private static long Unreached(Tally tally) =>
        tally.Reasons.GetValueOrDefault($"{Outcome.NoAnswer} {HttpRequestError.ConnectionError}");
}
