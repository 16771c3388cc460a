using System.Collections.Immutable;
using Gateway.Connections;
using Gateway.Delivery;
using Gateway.Inbox;
using Gateway.OnCall;
using Gateway.References;
using Gateway.Review.Ageing;
using Microsoft.Extensions.Options;

namespace Month;

/// <summary>The month, from the first message until everything that was left has come to its alarms.</summary>
internal static class MonthRun
{
    private const int PerTurn = 4;
    private const int ChartsAtOnce = 1000;

    private static readonly TimeSpan Turn = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan WhileAlerted = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan AtNight = TimeSpan.FromMinutes(90);

    public static async Task<MonthResult> RunAsync(MonthPlan plan, Action<string> say, CancellationToken cancellationToken)
    {
        var random = new Random(plan.Seed);
        var population = new Population(plan.Patients);
        var clock = new VirtualClock(MonthPlan.Start);
        using var ehr = new ClinicEhr(population, clock, plan.Seed);
        await using var gateway = await MonthGateway.StartAsync(clock, ehr, cancellationToken);
        var tally = new Tally();
        var patients = new Patients(gateway, tally, random);
        var desk = new Desk(gateway, clock, tally, random);
        var onCall = new OnCallDesk(gateway, clock, desk, random);
        var reviewers = new Reviewers(gateway, patients, tally, random);
        var workers = Clinic.Workers(plan, random);
        var arrivals = new Queue<Arrival>(Arrivals.Of(plan, population, random));
        var (next, day) = (MonthPlan.Start + Turn, 0);
        while (clock.GetUtcNow() < plan.End)
        {
            if (arrivals.TryPeek(out var arrival) && arrival.At < next)
            {
                clock.MoveTo(arrival.At);
                await patients.WriteAsync(arrivals.Dequeue(), cancellationToken);
                continue;
            }

            clock.MoveTo(next);
            await DeliverAsync(gateway, clock, cancellationToken);
            var alerts = await LookAsync(gateway, onCall, tally, cancellationToken);
            ImmutableArray<Worker> there = [.. workers.Where(worker => worker.IsThereAt(clock.GetUtcNow()))];
            foreach (var pool in there.GroupBy(worker => worker.Pool, worker => worker.Key))
            {
                await desk.WorkAsync(pool.Key, [.. pool], PerTurn, _ => true, cancellationToken);
            }

            if (!there.IsEmpty)
            {
                await reviewers.DecideAsync(cancellationToken);
            }

            if ((clock.GetUtcNow() - MonthPlan.Start).Days > day)
            {
                say(FormattableString.Invariant($"day {++day}: {tally.Posted} sent, {tally.Replies} answered, {tally.Alarms} alarms, {tally.Steps} steps of alerts"));
            }

            next += alerts > 0 ? WhileAlerted : there.IsEmpty ? AtNight : Turn;
        }

        return await MonthAccount.TakeAsync(plan, gateway, ehr, tally, clock, cancellationToken);
    }

    private static async Task<int> LookAsync(MonthGateway gateway, OnCallDesk onCall, Tally tally, CancellationToken cancellationToken)
    {
        tally.Steps += await gateway.Part<Escalations>().LookAsync(cancellationToken);
        tally.Alarms += await gateway.Part<WorkAlarms>().LookAsync(cancellationToken);
        tally.Reviews += await gateway.Part<AgeingAlarms>().LookAsync(cancellationToken);
        return await onCall.LookAsync(cancellationToken);
    }

    private static async Task DeliverAsync(MonthGateway gateway, VirtualClock clock, CancellationToken cancellationToken)
    {
        var (outbox, delivery, connection) = (gateway.Part<OutboxReader>(), gateway.Part<ChartDelivery>(), gateway.Part<IOptions<EhrOptions>>().Value.Name);
        var after = string.Empty;
        while (true)
        {
            var waiting = await outbox.WaitingChartsAsync(connection, after, ChartsAtOnce, cancellationToken);
            await Parallel.ForEachAsync(
                waiting.Where(chart => chart.DueAt <= clock.GetUtcNow()),
                new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellationToken },
                async (chart, cancellation) => await delivery.DeliverAsync(new CourierKey(connection, new PatientId(chart.Chart)), cancellation));
            if (waiting.Count < ChartsAtOnce)
            {
                return;
            }

            after = waiting[^1].Chart;
        }
    }
}
