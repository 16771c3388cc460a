using System.Net.Http.Json;
using Load.Driving;
using Load.Posting;
using Load.Replaying;
using Load.Reporting;
using Load.Servers;

namespace Load.Scaling;

/// <summary>Lets messages pile up, and then one, two and more gateways deliver them to a slow EHR: what does each further one add?</summary>
internal sealed class ScalingRun(ScalingPlan plan, string postgres, string redis, TextWriter progress, TimeProvider clock)
{
    private const int Concurrency = 32;
    private const double Edge = 0.1;

    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    public async Task<IReadOnlyList<ScalingResult>> RunAsync(string sandboxProgram, string gatewayProgram, string directory, CancellationToken cancellationToken)
    {
        var results = new List<ScalingResult>();
        for (var count = 1; count <= plan.MostReplicas; count++)
        {
            var folder = Directory.CreateDirectory(Path.Combine(directory, $"{count}")).FullName;
            var result = await MeasureAsync(count, sandboxProgram, gatewayProgram, folder, cancellationToken);
            await progress.WriteLineAsync($"{count} gateways: {result.Rate:F0}/s, {result.Cpu:F2} ms CPU each");
            results.Add(result);
        }

        return results;
    }

    private async Task<ScalingResult> MeasureAsync(int count, string sandboxProgram, string gatewayProgram, string folder, CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        await using var ehr = new EhrServer(sandboxProgram, folder, clock) { Families = EhrServer.FamiliesFor(plan.Charts) };
        var settings = new ReplicaSettings($"{postgres};Database=scaling_{count}", redis, [$"--Delivery:ConcurrentSends={plan.Sends}", $"--Delivery:ClusterId=scaling-{count}"]);

        // They keep one address, for which the EHR's tokens are meant.
        await using var replicas = new Replicas(ehr, gatewayProgram, settings, count, folder, clock);
        await ehr.StartAsync(http, replicas.Urls[0], cancellationToken);
        var told = await PileUpAsync(http, ehr, replicas, cancellationToken);
        using (var slow = await http.PostAsJsonAsync(
            new Uri(ehr.Url, "sandbox/faults"), new { mode = "slow", target = "creates", ms = (int)plan.Answer.TotalMilliseconds }, cancellationToken))
        {
            slow.EnsureSuccessStatusCode();
        }

        await replicas.StartAsync(http, cancellationToken);
        var probes = replicas.ProcessIds.Select(id => ServerProbe.Watch(id, clock)).ToArray();
        var ledger = new SandboxLedger(http, ehr.Url);
        var begun = clock.GetTimestamp();
        while (!ReplayPolicy.AllArrived(told, await ledger.ReadAsync([], cancellationToken)))
        {
            if (clock.GetElapsedTime(begun) > Patience)
            {
                throw new CannotRunException($"Not all messages were in the EHR after {Patience.TotalMinutes:F0} minutes.");
            }

            await Task.Delay(Poll, clock, cancellationToken);
        }

        var cpu = 0.0;
        foreach (var probe in probes)
        {
            cpu += (await probe.StopAsync())?.Cpu.TotalMilliseconds ?? throw new CannotRunException("A gateway ended by itself.");
            await probe.DisposeAsync();
        }

        var filed = await ledger.ReadAsync([], cancellationToken);
        var exact = ReplayPolicy.Judge(told, filed, new ReplayRules(Ordered: true, Exclusive: true)).Clean;
        return new ScalingResult(count, RateOf([.. filed.Select(message => message.At!.Value).Order()]), cpu / told.Count, exact);
    }

    private async Task<IReadOnlyList<MessageRecord>> PileUpAsync(HttpClient http, EhrServer ehr, Replicas replicas, CancellationToken cancellationToken)
    {
        replicas.Launch(0, "--Delivery:Paused=true");
        await replicas.ReadyAsync(0, http, cancellationToken);
        var target = await ehr.TargetAsync(http, replicas.FhirBase, plan.Charts, cancellationToken);
        var messages = new MessageSource("scaling", target.Charts, clock).Make(MessageSource.Generate(plan.Messages, 1, 0), plan.Messages, labelled: false);
        var charts = messages.GroupBy(message => message.Chart, StringComparer.Ordinal).Select(chart => chart.ToArray()).ToArray();
        var told = new MessageRecord[charts.Length][];
        var poster = new Poster(target, idempotent: false);
        await new ClosedLoop(Concurrency, AnswerTimeout, clock).RunAsync(
            charts.Length,
            async (lane, i, stop) =>
            {
                told[i] = new MessageRecord[charts[i].Length];
                for (var j = 0; j < charts[i].Length; j++)
                {
                    told[i][j] = await poster.PostAsync(lane, charts[i][j], stop);
                }
            },
            cancellationToken);
        await replicas.KillAsync(0);
        MessageRecord[] all = [.. told.SelectMany(records => records)];
        return all.All(record => record.Outcome is Outcome.Accepted or Outcome.Held) ? all : throw new CannotRunException("Not every message was taken in.");
    }

    // What starts and what runs out belongs to no rate.
    private static double RateOf(DateTimeOffset[] arrivals)
    {
        var (first, last) = ((int)(arrivals.Length * Edge), (int)(arrivals.Length * (1 - Edge)) - 1);
        return (last - first) / (arrivals[last] - arrivals[first]).TotalSeconds;
    }
}
