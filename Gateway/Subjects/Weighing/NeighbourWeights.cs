using System.Collections.Frozen;
using Gateway.Text;

namespace Gateway.Subjects.Weighing;

/// <summary>
/// What the words by the mentions of a person, and by those of the patient and of whoever writes, say about whom a message is about: a few hundred of
/// them, learnt from our own corpus, kept as data (ADR 0024).
/// </summary>
internal sealed class NeighbourWeights
{
    private static readonly Lazy<NeighbourWeights> Loaded =
        new(() => new NeighbourWeights(EmbeddedJson.Read<IReadOnlyList<NeighbourFile>>("Subjects.Weighing.Neighbours.json")));

    private readonly FrozenDictionary<ulong, (int Place, float Weight)> _weights;

    public NeighbourWeights(IReadOnlyList<NeighbourFile> rows)
    {
        Start = rows.Single(row => row.Neighbour is null).Weight;
        _weights = rows.Where(row => row.Neighbour is not null).Index()
            .ToFrozenDictionary(row => NeighbourNames.KeyOfName(row.Item.Neighbour!), row => (row.Index, row.Item.Weight));
    }

    public static NeighbourWeights Shipped => Loaded.Value;

    /// <summary>What speaks for somebody of whom nothing is known.</summary>
    public float Start { get; }

    public int Count => _weights.Count;

    public bool TryFind(ulong key, out (int Place, float Weight) found) => _weights.TryGetValue(key, out found);
}
