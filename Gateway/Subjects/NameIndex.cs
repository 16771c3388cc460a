namespace Gateway.Subjects;

/// <summary>Finds the names of the chart's patient and of the sender's other charts in a message, nicknames included.</summary>
internal sealed class NameIndex
{
    private readonly Dictionary<string, ProxiedPerson?>.AlternateLookup<ReadOnlySpan<char>> _names;

    public NameIndex(NarrativeFacts facts, SubjectLexicon lexicon)
    {
        var names = new Dictionary<string, ProxiedPerson?>(StringComparer.OrdinalIgnoreCase);
        foreach (var proxied in facts.Proxied)
        {
            AddAll(names, proxied.GivenNames, proxied, lexicon);
        }

        // Last, so that a name shared with a child is the patient's own: a message is not held for its signature.
        AddAll(names, facts.GivenNames, null, lexicon);
        _names = names.GetAlternateLookup<ReadOnlySpan<char>>();
        IsEmpty = names.Count == 0;
    }

    public bool IsEmpty { get; }

    /// <summary>Whom a token names: a proxied person, or null for the chart's patient.</summary>
    public bool TryFind(ReadOnlySpan<char> spelling, out ProxiedPerson? proxied)
    {
        var end = spelling.LastIndexOfAny('\'', '’');
        var name = end > 0 && spelling.Length - end <= 2 ? spelling[..end] : spelling;
        return _names.TryGetValue(name, out proxied)
            || name.Length > 3 && name[^1] is 's' && _names.TryGetValue(name[..^1], out proxied);
    }

    private static void AddAll(
        Dictionary<string, ProxiedPerson?> names, IEnumerable<string> given, ProxiedPerson? person, SubjectLexicon lexicon)
    {
        foreach (var name in given)
        {
            names[name] = person;
            foreach (var nickname in lexicon.Nicknames.GetValueOrDefault(name, []))
            {
                if (person is not null || !names.ContainsKey(nickname))
                {
                    names[nickname] = person;
                }
            }
        }
    }
}
