using System.Text.Json;
using Gateway.Text;

namespace Gateway.Triage.Weighing;

/// <summary>What each trait speaks for and against, learnt from our own corpus and kept as data (ADR 0025).</summary>
internal sealed class Weights
{
    private static readonly int Questions = Enum.GetValues<Question>().Length;
    private static readonly Lazy<Weights> Loaded = new(() => new Weights(EmbeddedJson.Read<IReadOnlyList<WeightFile>>("Triage.Weighing.Weights.json")));

    // The weights of one trait stand together: a trait is looked up once for all questions.
    private readonly float[] _weights;
    private readonly float[] _start;

    public Weights(IReadOnlyList<WeightFile> rows)
    {
        Names = new TraitNames(TriageLexicon.Default, rows.Where(row => row.Trait is ['"', ..]).Select(row => row.Trait!.Trim('"')));
        var places = Names.All.Index().ToDictionary(name => name.Item, name => name.Index, StringComparer.Ordinal);
        _weights = new float[Names.All.Count * Questions];
        _start = [.. rows.Single(row => row.Trait is null).Weights];
        foreach (var row in rows.Where(row => row.Trait is not null))
        {
            var place = places.TryGetValue(row.Trait!, out var known) ? known : throw new JsonException($"there is no trait '{row.Trait}'");
            row.Weights.ToArray().CopyTo(_weights.AsSpan(place * Questions, Questions));
        }
    }

    public static Weights Shipped => Loaded.Value;

    public TraitNames Names { get; }

    public Weighed Weigh(IReadOnlyList<Trait> traits)
    {
        var sums = _start.ToArray();
        foreach (var trait in traits)
        {
            for (var question = 0; question < Questions; question++)
            {
                sums[question] += trait.Value * _weights[(trait.Name * Questions) + question];
            }
        }

        return new Weighed(sums);
    }

    /// <summary>The words that spoke loudest for a yes, loudest first.</summary>
    public IEnumerable<TextSpan> ReasonsFor(Question question, IReadOnlyList<Trait> traits) => traits
        .Where(trait => trait.Span.Length > 0)
        .Select(trait => (trait.Span, Weight: trait.Value * _weights[(trait.Name * Questions) + (int)question]))
        .Where(reason => reason.Weight > 0)
        .OrderByDescending(reason => reason.Weight)
        .Select(reason => reason.Span)
        .Distinct();
}
