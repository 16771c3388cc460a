using System.Collections.Frozen;
using System.Globalization;

namespace Gateway.Subjects.Weighing;

/// <summary>All that is noted of one candidate: a number for each trait, zero where nothing is.</summary>
internal sealed class Traits
{
    private static readonly (TraitKind Kind, string[] Members)[] Listed =
    [
        (TraitKind.Relationship, [.. SubjectLexicon.English.Relationships.Append("unknown").Append("self").Distinct().Order(StringComparer.Ordinal)]),
        (TraitKind.Cue, Enum.GetNames<Cue>()),
        (TraitKind.FirstVerdict, [.. typeof(NarrativeVerdict).GetNestedTypes().Select(verdict => verdict.Name).Order(StringComparer.Ordinal)]),
        (TraitKind.Reaches, Numbered(2 * Slot.MostForms)),
        (TraitKind.Tells, Numbered(ReachReader.MostTellings)),
        (TraitKind.PatientTells, Numbered(ReachReader.MostTellings)),
    ];

    private static readonly int[] Offsets = OffsetsOf();
    private static readonly FrozenDictionary<string, int> Relationships = Listed[0].Members.Index().ToFrozenDictionary(member => member.Item, member => member.Index);
    private static readonly FrozenDictionary<string, int> Verdicts = Listed[2].Members.Index().ToFrozenDictionary(member => member.Item, member => member.Index);

    private readonly float[] _values;

    public Traits() => _values = new float[Names.Length];

    /// <summary>Starts from what the whole message tells.</summary>
    public Traits(Traits message) => _values = [.. message._values];

    /// <summary>The traits by name, in their order; a listed one as <c>Cue:OwnRisk</c>.</summary>
    public static string[] Names { get; } = NamesOf();

    public ReadOnlySpan<float> Values => _values;

    public void Note(TraitKind kind, double value) => _values[(int)kind] = (float)value;

    public void Note(TraitKind kind, bool holds) => _values[(int)kind] = holds ? 1 : 0;

    /// <summary>Marks one member of a listed trait.</summary>
    public void Mark(TraitKind kind, int member) => _values[Offsets[(int)kind - (int)TraitKind.Relationship] + member] = 1;

    public void MarkRelationship(string relationship) =>
        Mark(TraitKind.Relationship, Relationships.TryGetValue(relationship, out var member) ? member : Relationships["unknown"]);

    public void MarkVerdict(NarrativeVerdict verdict) => Mark(TraitKind.FirstVerdict, Verdicts[verdict.GetType().Name]);

    private static string[] Numbered(int count) => [.. Enumerable.Range(0, count).Select(number => number.ToString(CultureInfo.InvariantCulture))];

    private static int[] OffsetsOf()
    {
        var (offsets, next) = (new int[Listed.Length], (int)TraitKind.Relationship);
        foreach (var (at, (_, members)) in Listed.Index())
        {
            offsets[at] = next;
            next += members.Length;
        }

        return offsets;
    }

    private static string[] NamesOf() =>
    [
        .. Enum.GetNames<TraitKind>().Take((int)TraitKind.Relationship),
        .. Listed.SelectMany(listed => listed.Members.Select(member => $"{listed.Kind}:{member}")),
    ];
}
