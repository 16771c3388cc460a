using System.Collections.Frozen;
using System.Text.Json;
using Gateway.Text;

namespace Gateway.Subjects.Weighing;

/// <summary>
/// Small decision trees over the traits of a candidate, whose sum says how much speaks for the message being about it; grown on our own
/// corpus, kept as data (ADR 0024).
/// </summary>
internal sealed class Forest
{
    private readonly Tree[] _trees;

    private Forest(IReadOnlyList<TreeFile> trees)
    {
        var indexes = Traits.Names.Index().ToFrozenDictionary(name => name.Item, name => name.Index);
        _trees = [.. trees.Select(tree => new Tree(tree, indexes))];
    }

    public static Forest Shipped { get; } = new(EmbeddedJson.Read<IReadOnlyList<TreeFile>>("Subjects.Weighing.Forest.json"));

    public static Forest Of(IReadOnlyList<TreeFile> trees) => new(trees);

    /// <summary>Log odds, roughly, that the message is about this candidate and not, or not alone, about the patient.</summary>
    public double ScoreOf(Candidate candidate)
    {
        var sum = 0d;
        foreach (var tree in _trees)
        {
            sum += tree.LeafOf(candidate.Traits.Values);
        }

        return sum;
    }

    /// <summary>One tree, laid out for walking: a negative child is the complement of a leaf's place.</summary>
    private sealed class Tree
    {
        private readonly (int Trait, float AtMost, int Then, int Else)[] _splits;
        private readonly float[] _leaves;

        public Tree(TreeFile file, FrozenDictionary<string, int> indexes)
        {
            _splits = [.. file.Splits.Select(split => (IndexOf(split.Trait, indexes), split.AtMost, split.Then, split.Else))];
            _leaves = [.. file.Leaves];
        }

        public float LeafOf(ReadOnlySpan<float> traits)
        {
            var at = _splits.Length == 0 ? ~0 : 0;
            while (at >= 0)
            {
                var (trait, atMost, then, @else) = _splits[at];
                at = traits[trait] <= atMost ? then : @else;
            }

            return _leaves[~at];
        }

        private static int IndexOf(string trait, FrozenDictionary<string, int> indexes) =>
            indexes.TryGetValue(trait, out var index) ? index : throw new JsonException($"there is no trait '{trait}'");
    }
}
