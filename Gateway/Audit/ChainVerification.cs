using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Gateway.Storage;

namespace Gateway.Audit;

/// <summary>Recomputes the chains of one day from its rows, in their order, and says what does not hold.</summary>
internal sealed class ChainVerification
{
    private readonly Dictionary<long, Walk> walks;
    private readonly Dictionary<(long Chain, int Number), string> remembered;
    private readonly List<ChainFault> faults = [];
    private long last = -1;

    /// <param name="day">The day, as in 20261123.</param>
    /// <param name="heads">The day's chains as the store knows them.</param>
    /// <param name="bound">What chains found of others when they began.</param>
    public ChainVerification(int day, IEnumerable<AuditChainHead> heads, IEnumerable<ChainMark> bound)
    {
        walks = heads.ToDictionary(head => head.Chain, head => new Walk(head) { Digest = AuditDigest.OfOpening(head.Chain, day, head.Opening) });
        remembered = bound.Where(mark => walks.ContainsKey(mark.Chain)).Distinct().GroupBy(mark => (mark.Chain, mark.Number))
            .ToDictionary(marks => marks.Key, marks => marks.Count() == 1 ? marks.First().Digest : string.Empty);
    }

    public int Rows { get; private set; }

    /// <summary>Takes the next row, in the order of the trail.</summary>
    public void Next(AuditEntry row)
    {
        Rows++;
        if (!walks.TryGetValue(row.Chain, out var walk))
        {
            Add(row.Chain, row.Number, "of a chain that is not recorded");
            walks[row.Chain] = walk = new Walk(null);
        }

        if (row.Number <= walk.Number)
        {
            Add(row.Chain, row.Number, "doubled, or out of its order");
        }
        else if (row.Number > walk.Number + 1)
        {
            Add(row.Chain, walk.Number + 1, string.Create(CultureInfo.InvariantCulture, $"missing, up to {row.Number - 1}"));
        }
        else if (!AuditDigest.Of(walk.Digest, row).AsSpan().SequenceEqual(row.Digest))
        {
            // Behind a gap the digest before is not known, and there the row is taken at its word: the gap is told.
            Add(row.Chain, row.Number, "changed");
        }

        if (row.Sequence <= last || AuditTime.Sequence(AuditTime.Micros(row.At), row.Chain) != row.Sequence)
        {
            Add(row.Chain, row.Number, "its time is not that of its place");
        }

        if (remembered.Remove((row.Chain, row.Number), out var digest) && Convert.ToHexStringLower(row.Digest) != digest)
        {
            Add(row.Chain, row.Number, "a later chain remembers it otherwise");
        }

        (walk.Number, walk.Digest, last) = (Math.Max(row.Number, walk.Number), row.Digest, row.Sequence);
    }

    /// <summary>Ends the day: what is wrong with it, and the one digest that stands for all of it.</summary>
    public (IReadOnlyList<ChainFault> Faults, string Digest) End()
    {
        foreach (var (chain, walk) in walks)
        {
            if (walk.Head is { } head && head.Number > walk.Number)
            {
                Add(chain, walk.Number + 1, string.Create(CultureInfo.InvariantCulture, $"missing at the end, up to {head.Number}"));
            }
            else if (walk.Head is { } recorded && (recorded.Number != walk.Number || !walk.Digest.AsSpan().SequenceEqual(recorded.Digest)))
            {
                Add(chain, walk.Number, "the end is not the one that was recorded");
            }
        }

        foreach (var (chain, number) in remembered.Keys)
        {
            Add(chain, number, "missing, and a later chain remembers it");
        }

        var heads = walks.OrderBy(walk => walk.Key).Select(walk => new ChainMark(walk.Key, walk.Value.Number, Convert.ToHexStringLower(walk.Value.Digest)));
        return (faults, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', heads)))));
    }

    private void Add(long chain, int number, string what) => faults.Add(new ChainFault(chain, number, what));

    private sealed class Walk(AuditChainHead? head)
    {
        public AuditChainHead? Head => head;

        public int Number { get; set; }

        public byte[] Digest { get; set; } = [];
    }
}
