using Gateway.Review.Queue;
using Gateway.Storage;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Measures;

/// <summary>Reads what happened in a time: five queries, however much it is.</summary>
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
            [.. await QueueQueries.Depths(db).ToListAsync(cancellationToken)]);
    }
}
