namespace Gateway.Subjects;

/// <summary>Finds the names of the chart's patient and of the sender's other charts in a message, nicknames included.</summary>
internal sealed class NameIndex
{
    private readonly Dictionary<string, ProxiedPerson?>.AlternateLookup<ReadOnlySpan<char>> _names;
    private readonly NarrativeFacts _facts;

    public NameIndex(NarrativeFacts facts, SubjectLexicon lexicon)
    {
        _facts = facts;
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

    /// <summary>Whether another chart's patient bears the name of this one's; then a word or an age behind the name tells who is meant.</summary>
    public Namesake? NamesakeOf(ReadOnlySpan<char> name)
    {
        foreach (var proxied in _facts.Proxied)
        {
            foreach (var given in proxied.GivenNames)
            {
                if (name.Equals(given, StringComparison.OrdinalIgnoreCase) && proxied.AgeInMonths is { } theirs && _facts.AgeInMonths is { } own && theirs != own)
                {
                    return new Namesake(proxied, theirs, own);
                }
            }
        }

        return null;
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
