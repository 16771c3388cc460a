using System.Data.Common;
using System.Security.Cryptography;

namespace Gateway.Storage.Writing;

/// <summary>
/// Gives the rows of the audit trail their place, and chains them as they are written (ADR 0023). One process has one writer, so
/// a chain needs no lock; what is rolled back leaves no gap.
/// </summary>
internal sealed class AuditWriter(Tables tables, TimeProvider clock)
{
    private AuditPlace place;
    private AuditPlace stored;
    private long micros;

    public AuditPlace Place => place;

    /// <summary>Makes ready for so many rows: a writer's first, and a day's first, begin a chain.</summary>
    public void Open(WriteSession session, DbTransaction transaction, int rows)
    {
        micros = Math.Max(AuditTime.Micros(clock.GetUtcNow()), micros + 1);
        var day = AuditTime.DayOf(AuditTime.At(micros + rows));
        if (day != AuditTime.DayOf(AuditTime.At(micros)))
        {
            // The day ends among these rows: they all count towards the next.
            micros = AuditTime.Micros(new DateTimeOffset(AuditTime.At(micros).UtcDateTime.Date.AddDays(1), TimeSpan.Zero));
        }

        if (place.Chain == 0 || place.Day != day)
        {
            Begin(session.HeadsBefore(day, transaction), day);
        }
    }

    /// <summary>The unit's rows, those of the trail behind the others, each as it goes to the store.</summary>
    public IEnumerable<RowWrite> RowsOf(CommitUnit unit)
    {
        foreach (var row in unit.Rows)
        {
            yield return row;
        }

        foreach (var entry in unit.Trail)
        {
            yield return Chained(entry);
        }
    }

    /// <summary>How far the chain has come, for the same transaction.</summary>
    public IEnumerable<RowWrite> Head()
    {
        if (place.Chain == 0 || place == stored || place.Number == 0)
        {
            yield break;
        }

        var head = new AuditChainHead { Chain = place.Chain, Day = place.Day, Opening = place.Opening, Number = place.Number, Digest = place.Digest };
        var table = tables.Of(typeof(AuditChainHead));
        yield return place.IsStored ? table.Overwritten(head) : table.Added(head);
        place = place with { IsStored = true };
    }

    /// <summary>The transaction is durable.</summary>
    public void Committed() => stored = place;

    /// <summary>What was written since is undone.</summary>
    public void Return(AuditPlace to) => place = to;

    /// <summary>Nobody knows whether the last rows are in the store: the next begin a chain that binds what is there.</summary>
    public void Forget() => place = default;

    private RowWrite Chained(AuditEntry entry)
    {
        entry.Chain = place.Chain;
        entry.Number = place.Number + 1;
        entry.At = AuditTime.At(micros);
        entry.Sequence = AuditTime.Sequence(micros, place.Chain);
        entry.Digest = AuditDigest.Of(place.Digest, entry);
        micros++;
        place = place with { Number = entry.Number, Digest = entry.Digest };
        return tables.Of(typeof(AuditEntry)).Added(entry);
    }

    private void Begin(IReadOnlyList<ChainMark> heads, int day)
    {
        var taken = heads.Select(head => AuditTime.WriterOf(head.Chain)).ToHashSet();
        long chain;
        do
        {
            chain = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long))) & long.MaxValue;
        }
        while (chain == 0 || (taken.Contains(AuditTime.WriterOf(chain)) && taken.Count < 1024));

        var opening = string.Join('\n', heads.OrderBy(head => head.Chain).Select(head => head.ToString()));
        place = new AuditPlace(chain, day, opening, 0, AuditDigest.OfOpening(chain, day, opening), IsStored: false);
    }
}
