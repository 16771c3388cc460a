namespace Gateway.Text;

/// <summary>Guesses the class of an unknown word from the endings medicine builds its words with.</summary>
internal static class WordAffixes
{
    private const int ShortestGuess = 6;

    private static readonly (string Ending, WordTags Tags)[] Endings =
    [
        ("itis", WordTags.Disease), ("osis", WordTags.Disease), ("emia", WordTags.Disease), ("aemia", WordTags.Disease),
        ("oma", WordTags.Disease), ("opathy", WordTags.Disease), ("trophy", WordTags.Disease), ("algia", WordTags.Symptom),
        ("uria", WordTags.Symptom), ("rrhea", WordTags.Symptom), ("rrhoea", WordTags.Symptom), ("penia", WordTags.Disease),
        ("plegia", WordTags.Disease), ("plasia", WordTags.Disease), ("ectomy", WordTags.Frame), ("plasty", WordTags.Frame),
        ("scopy", WordTags.Test), ("ography", WordTags.Test), ("cillin", WordTags.Drug), ("statin", WordTags.Drug),
        ("azole", WordTags.Drug), ("mycin", WordTags.Drug), ("pril", WordTags.Drug), ("olol", WordTags.Drug),
        ("sartan", WordTags.Drug), ("dipine", WordTags.Drug), ("oxetine", WordTags.Drug), ("azepam", WordTags.Drug),
        ("triptan", WordTags.Drug), ("gliptin", WordTags.Drug), ("glutide", WordTags.Drug), ("mab", WordTags.Drug),
        ("tinib", WordTags.Drug), ("zosin", WordTags.Drug), ("cyclovir", WordTags.Drug),
    ];

    /// <summary>The endings by their last letter, which leaves few to compare a word with.</summary>
    private static readonly (string Ending, WordTags Tags)[][] ByLastLetter =
        [.. Enumerable.Range('a', 'z' - 'a' + 1).Select(last => Endings.Where(known => known.Ending[^1] == last).ToArray())];

    public static WordTags TagsOf(ReadOnlySpan<char> lowerCase)
    {
        if (lowerCase.Length < ShortestGuess || !char.IsAsciiLetterLower(lowerCase[^1]))
        {
            return WordTags.None;
        }

        foreach (var (ending, tags) in ByLastLetter[lowerCase[^1] - 'a'])
        {
            if (lowerCase.EndsWith(ending, StringComparison.Ordinal))
            {
                return tags;
            }
        }

        return WordTags.None;
    }
}
