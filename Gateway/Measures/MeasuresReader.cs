using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Messages;
using Gateway.Review.Queue;
using Gateway.Search.Indexing;
using Gateway.Storage;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Measures;

/// <summary>Reads what happened in a time: seven queries, however much it is.</summary>
internal sealed class MeasuresReader(IDbContextFactory<GatewayDb> databases)
{
    /// <summary>Charts asked for at once; more than that go in several queries.</summary>
    private const int ChartsAtOnce = 500;

    private const string Patient = "Patient/";

    public async Task<MeasuredTime> ReadAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var givenBack = await MeasuresQueries.GivenBack(db, from, until).ToListAsync(cancellationToken);
        var taken = new List<TakenMessage>();
        foreach (var charts in givenBack.SelectMany(asked => asked.ChartList).Distinct().Select(chart => chart[Patient.Length..]).Chunk(ChartsAtOnce))
        {
            taken.AddRange(await MeasuresQueries.TakenInto(db, [.. charts], from, until + MeasuresPolicy.MovedWithin).ToListAsync(cancellationToken));
        }

        return new MeasuredTime(
            await MeasuresQueries.Messages(db, from, until).CountAsync(cancellationToken),
            givenBack.Count,
            MeasuresPolicy.MovedBySender(givenBack, taken),
            [.. await MeasuresQueries.Decisions(db, from, until).ToListAsync(cancellationToken)],
            [.. await QueueQueries.Depths(db).ToListAsync(cancellationToken)])
        {
            Work = await WorkAsync(db, from, until, cancellationToken),
            Reroutes = await ReroutesAsync(db, from, until, cancellationToken),
        };
    }

    private static async Task<ImmutableArray<WorkFacts>> WorkAsync(GatewayDb db, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var work = ImmutableArray.CreateBuilder<WorkFacts>();
        await foreach (var entry in MeasuresQueries.Work(db, from, until).Select(entry => new { entry.System, entry.Code }).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (WorkCourse.Parse(entry.Code) is { } course)
            {
                work.Add(new WorkFacts(entry.System, course));
            }
        }

        return work.DrainToImmutable();
    }

    private static async Task<ImmutableArray<RerouteFacts>> ReroutesAsync(
        GatewayDb db, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var entries = await MeasuresQueries.Reroutes(db, from, until).Select(entry => new { entry.Related, entry.Why, entry.Reasons }).ToListAsync(cancellationToken);
        return
        [
            .. from entry in entries
               let pools = entry.Related?.Split(' ') ?? []
               where pools.Length == 2
               select new RerouteFacts(pools[0], pools[1], entry.Why!, RulesIn(entry.Reasons)),
        ];
    }

    private static ImmutableArray<string> RulesIn(string? reasons) => reasons is null
        ? []
        : [.. JsonSerializer.Deserialize(reasons, RecordJson.Default.ImmutableArrayRuleHit).Select(hit => hit.RuleId)];
}
