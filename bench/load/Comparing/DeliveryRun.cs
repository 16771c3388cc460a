using Load.Driving;
using Load.Posting;
using Load.Reporting;
using Load.Servers;
using Microsoft.Data.Sqlite;

namespace Load.Comparing;

/// <summary>Posts the same messages to gateways that differ in what becomes of them, in turn, round after round, each on a fresh process and store.</summary>
internal sealed class DeliveryRun(ThroughputPlan plan, string sandboxProgram, string gatewayProgram, string directory, TextWriter progress, TimeProvider clock)
{
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public async Task<ILookup<DeliveryMode, DeliveryCost>> RunAsync(CancellationToken cancellationToken)
    {
        var modes = Enum.GetValues<DeliveryMode>();
        var costs = new List<(DeliveryMode Mode, DeliveryCost Cost)>();
        for (var round = 0; round < plan.Rounds; round++)
        {
            foreach (var mode in modes.Select((_, place) => modes[(place + round) % modes.Length]))
            {
                var store = Directory.CreateDirectory(Path.Combine(directory, $"{round}-{mode}"));
                var cost = await MeasureAsync(mode, store.FullName, cancellationToken);
                await progress.WriteLineAsync($"round {round + 1}, {mode}: {cost.Cpu:F3} ms CPU each, {cost.PostRate:F0}/s posted, {cost.Rate:F0}/s delivered");
                costs.Add((mode, cost));
                store.Delete(recursive: true);
            }
        }

        return costs.ToLookup(measured => measured.Mode, measured => measured.Cost);
    }

    private async Task<DeliveryCost> MeasureAsync(DeliveryMode mode, string store, CancellationToken cancellationToken)
    {
        await using var bench = new Bench(sandboxProgram, "exec", store, clock) { Before = HostCommand.Arguments(gatewayProgram, mode == DeliveryMode.Null) };
        await bench.StartEhrAsync(cancellationToken);
        bench.LaunchGateway($"--Delivery:Paused={mode == DeliveryMode.Paused}");
        await bench.GatewayReadyAsync(cancellationToken);
        var target = await bench.TargetAsync(plan.Charts, cancellationToken);
        var poster = new Poster(target, idempotent: false);
        var texts = MessageSource.Generate(plan.Messages, seed: 1, aboutRelatives: 0);
        var source = new MessageSource("delivery", target.Charts, clock);
        var warmUp = source.Make(texts, plan.WarmUp, labelled: false);
        var messages = source.Make(texts, plan.Messages, labelled: false);
        var loop = new ClosedLoop(plan.Concurrency, AnswerTimeout, clock);
        await loop.RunAsync(warmUp.Length, (lane, i, stop) => poster.PostAsync(lane, warmUp[i], stop), cancellationToken);
        await LeftAsync(mode, bench, cancellationToken);

        await using var probe = ServerProbe.Watch(bench.Gateway.Id, clock);
        var start = clock.GetTimestamp();
        var (tally, posting) = await loop.RunAsync(messages.Length, (lane, i, stop) => poster.PostAsync(lane, messages[i], stop), cancellationToken);
        await LeftAsync(mode, bench, cancellationToken);
        var elapsed = clock.GetElapsedTime(start);
        var usage = await probe.StopAsync() ?? throw new CannotRunException("The gateway ended by itself.");
        return tally.Failures == 0
            ? new DeliveryCost(usage.Cpu.TotalMilliseconds / messages.Length, messages.Length / posting.TotalSeconds, messages.Length / elapsed.TotalSeconds)
            : throw new CannotRunException($"{tally.Failures} messages were not answered.");
    }

    private async Task LeftAsync(DeliveryMode mode, Bench bench, CancellationToken cancellationToken)
    {
        if (mode == DeliveryMode.Paused)
        {
            return;
        }

        await using var db = new SqliteConnection($"Data Source={bench.StorePath};Mode=ReadOnly;Pooling=False");
        await db.OpenAsync(cancellationToken);
        await using var command = db.CreateCommand();
        command.CommandText = "SELECT count(*) FROM \"Outbox\" WHERE \"State\" = 0";
        var begun = clock.GetTimestamp();
        while (Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), System.Globalization.CultureInfo.InvariantCulture) > 0)
        {
            if (bench.Gateway.HasExited || clock.GetElapsedTime(begun) > Patience)
            {
                throw new CannotRunException("Not all messages left the gateway.");
            }

            await Task.Delay(Poll, clock, cancellationToken);
        }
    }
}
