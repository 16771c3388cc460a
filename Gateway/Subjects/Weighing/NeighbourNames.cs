using System.Collections.Immutable;

namespace Gateway.Subjects.Weighing;

/// <summary>The names of what stands by mentions, as <c>They's:After1:pill</c>, and the keys by which they are found without spelling a name out.</summary>
internal static class NeighbourNames
{
    private const string Owning = "'s";
    private const string BeginningName = "^";
    private const int Parts = 3;
    private const ulong Seed = 14695981039346656037;
    private const ulong Factor = 1099511628211;

    private static readonly ImmutableArray<string> Forms =
        [.. Enum.GetNames<SlotKind>().SelectMany(kind => (string[])[kind, kind + Owning])];

    private static readonly ImmutableArray<ulong> FormKeys = [.. Forms.Select(form => KeyOf(MentionName(form)))];

    public static ulong Beginning { get; } = KeyOf(BeginningName);

    /// <summary>The key of a word; of a mention, as another mention's neighbour, <see cref="KeyOfMention"/>.</summary>
    public static ulong KeyOf(ReadOnlySpan<char> word)
    {
        var key = Seed;
        foreach (var letter in word)
        {
            key = (key ^ letter) * Factor;
        }

        return key;
    }

    public static ulong KeyOfMention(int form) => FormKeys[form];

    public static ulong KeyOf(int form, NeighbourPlace place, ulong first, ulong second)
    {
        var key = Seed ^ (((ulong)form << 8) + (ulong)place);
        key = (key ^ first) * Factor;
        key = (key ^ (second >> 7) ^ (key >> 31)) * Factor;
        return key ^ (key >> 29);
    }

    public static string NameOf(int form, NeighbourPlace place, string first, string? second) =>
        second is null ? $"{Forms[form]}:{place}:{first}" : $"{Forms[form]}:{place}:{first} {second}";

    /// <summary>A mention as another mention's neighbour.</summary>
    public static string NameOfMention(int form) => MentionName(Forms[form]);

    public static string NameOfBeginning => BeginningName;

    /// <summary>The key of what a name stands for.</summary>
    /// <exception cref="FormatException">It names nothing.</exception>
    public static ulong KeyOfName(string name)
    {
        if (name.Split(':', Parts) is not [var mention, var where, var words] || Forms.IndexOf(mention) is not (>= 0 and var form) || !Enum.TryParse<NeighbourPlace>(where, out var place))
        {
            throw new FormatException($"'{name}' names nothing that stands by a mention");
        }

        return words.Split(' ') is [var first, var second] ? KeyOf(form, place, KeyOf(first), KeyOf(second)) : KeyOf(form, place, KeyOf(words), 0);
    }

    private static string MentionName(string form) => $"<{form}>";
}
