using Load.Driving;
using Load.Posting;
using Load.Reading;
using Load.Reporting;
using Load.Servers;
using Load.Targets;

namespace Load.Comparing;

/// <summary>Asks one gateway for its capabilities, for checks of drafts and for creates of the same messages, in turn, round after round.</summary>
internal sealed class CheckRun(ThroughputPlan plan, Bench bench, TextWriter progress, TimeProvider clock)
{
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(30);

    private readonly ClosedLoop loop = new(plan.Concurrency, AnswerTimeout, clock);

    public async Task<ILookup<CheckedRequest, LoadReport>> RunAsync(CancellationToken cancellationToken)
    {
        await bench.StartEhrAsync(cancellationToken);
        bench.LaunchGateway("--Delivery:Paused=true");
        await bench.GatewayReadyAsync(cancellationToken);
        var target = await bench.TargetAsync(plan.Charts, cancellationToken);
        var texts = MessageSource.Generate(plan.Messages, seed: 1, aboutRelatives: 0);
        var source = new MessageSource("check", target.Charts, clock);
        var warmUp = source.Make(texts, plan.WarmUp, labelled: false);
        var messages = source.Make(texts, plan.Messages, labelled: false);
        var kinds = Enum.GetValues<CheckedRequest>();
        foreach (var kind in kinds)
        {
            await SendAsync(kind, target, warmUp, cancellationToken);
        }

        var reports = new List<(CheckedRequest Kind, LoadReport Report)>();
        for (var round = 0; round < plan.Rounds; round++)
        {
            foreach (var kind in kinds.Select((_, place) => kinds[(place + round) % kinds.Length]))
            {
                var report = await Measurement.TakeAsync(
                    kind.ToString(), plan.Concurrency, bench.Gateway.Id, () => SendAsync(kind, target, messages, cancellationToken), clock);
                await progress.WriteLineAsync($"round {round + 1}, {kind}: {report.Rate:F0}/s, p99 {report.Tally.Latency.Quantile(0.99).TotalMilliseconds:F1} ms");
                reports.Add((kind, report));
            }
        }

        return reports.ToLookup(measured => measured.Kind, measured => measured.Report);
    }

    private Task<(Tally Tally, TimeSpan Elapsed)> SendAsync(CheckedRequest kind, Target target, OutgoingMessage[] messages, CancellationToken cancellationToken)
    {
        var (getter, poster) = (new Getter(target), new Poster(target, idempotent: false));
        return loop.RunAsync(
            messages.Length,
            (lane, i, stop) => kind switch
            {
                CheckedRequest.Metadata => getter.GetAsync(lane, "metadata", null, stop),
                CheckedRequest.Check => Getter.SendAsync(lane, target.Post(messages[i].Chart, messages[i].Body, null, "Communication/$check"), stop),
                CheckedRequest.Create => poster.PostAsync(lane, messages[i], stop),
            },
            cancellationToken);
    }
}
