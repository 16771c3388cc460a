using Load.Driving;
using Load.Posting;
using Load.Reporting;
using Load.Servers;
using Load.Targets;

namespace Load.Comparing;

/// <summary>Posts the same messages to one gateway under each kind of token in turn, round after round, so that all share the same noise.</summary>
internal sealed class AccessRun(ThroughputPlan plan, Bench bench, TextWriter progress, TimeProvider clock)
{
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(30);

    private readonly ClosedLoop loop = new(plan.Concurrency, AnswerTimeout, clock);

    public async Task<ILookup<TokenKind, LoadReport>> RunAsync(CancellationToken cancellationToken)
    {
        await bench.StartEhrAsync(cancellationToken);
        bench.LaunchGateway("--Delivery:Paused=true");
        await bench.GatewayReadyAsync(cancellationToken);
        var kinds = Enum.GetValues<TokenKind>();
        var posters = new Dictionary<TokenKind, Poster>();
        var charts = (await bench.TargetAsync(plan.Charts, cancellationToken)).Charts;
        foreach (var kind in kinds)
        {
            posters[kind] = new Poster(await TargetAsync(kind, charts, cancellationToken), idempotent: false);
        }

        var texts = MessageSource.Generate(plan.Messages, seed: 1, aboutRelatives: 0);
        var source = new MessageSource("access", charts, clock);
        var warmUp = source.Make(texts, plan.WarmUp, labelled: false);
        var messages = source.Make(texts, plan.Messages, labelled: false);
        foreach (var kind in kinds)
        {
            await PostAsync(posters[kind], warmUp, cancellationToken);
        }

        var reports = new List<(TokenKind Kind, LoadReport Report)>();
        for (var round = 0; round < plan.Rounds; round++)
        {
            // Each kind comes first, second and last equally often: the store grows while they run.
            foreach (var kind in kinds.Select((_, place) => kinds[(place + round) % kinds.Length]))
            {
                var report = await Measurement.TakeAsync(
                    kind.ToString(), plan.Concurrency, bench.Gateway.Id, () => PostAsync(posters[kind], messages, cancellationToken), clock);
                await progress.WriteLineAsync($"round {round + 1}, {kind}: {report.Rate:F0}/s, {report.Tally[Outcome.Accepted]} of {report.Tally.Total} accepted");
                reports.Add((kind, report));
            }
        }

        return reports.ToLookup(measured => measured.Kind, measured => measured.Report);
    }

    private Task<(Tally Tally, TimeSpan Elapsed)> PostAsync(Poster poster, OutgoingMessage[] messages, CancellationToken cancellationToken) =>
        loop.RunAsync(messages.Length, (lane, i, stop) => poster.PostAsync(lane, messages[i], stop), cancellationToken);

    private async Task<Target> TargetAsync(TokenKind kind, IReadOnlyList<string> charts, CancellationToken cancellationToken)
    {
        var url = new SandboxEhr(bench.Http, bench.EhrUrl).TokenUrl;
        if (kind == TokenKind.System)
        {
            var shared = await SandboxEhr.TokenAsync(bench.Http, url, "system", null, "portal", cancellationToken, "system/Communication.crs");
            return new Target(bench.FhirBase, charts, new Dictionary<string, string>(), shared);
        }

        var scope = kind == TokenKind.Granular ? "patient/Communication.crs?status=in-progress,completed" : "patient/Communication.crs";
        var tokens = new Dictionary<string, string>();
        foreach (var chart in charts)
        {
            tokens[chart] = await SandboxEhr.TokenAsync(bench.Http, url, chart, chart, "portal", cancellationToken, scope);
        }

        return new Target(bench.FhirBase, charts, tokens, null);
    }
}
