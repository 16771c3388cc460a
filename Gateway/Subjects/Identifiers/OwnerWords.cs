using Gateway.Text;

namespace Gateway.Subjects.Identifiers;

/// <summary>Reads whose an identifier is out of the few words around its label.</summary>
internal static class OwnerWords
{
    private const int MostWords = 6;

    private static readonly HashSet<string> Firsts = new(StringComparer.OrdinalIgnoreCase) { "my", "mi", "mis", "mine", "i", "i'm", "im", "yo", "me" };

    private static readonly HashSet<string> Thirds = new(StringComparer.OrdinalIgnoreCase)
    {
        "her", "his", "their", "she", "he", "they", "him", "them", "su", "sus", "ella", "él", "shes", "hes", "she's", "he's",
    };

    private static readonly HashSet<string> Verbs = new(StringComparer.OrdinalIgnoreCase)
    {
        "was", "were", "is", "are", "am", "be", "been", "got", "es", "fue", "son", "era",
    };

    private static readonly HashSet<string> Of = new(StringComparer.OrdinalIgnoreCase) { "of", "for", "de", "del", "para" };

    private static readonly string[] Policyholder =
        ["subscriber", "policy holder", "policyholder", "primary insured", "insured", "guarantor", "titular", "asegurado", "asegurada"];

    private static readonly string[] NewOrElsewhere =
        [" new ", " changed", " updated", " switched", " nuevo", " nueva", " cambi", " other hospital", " previous ", " old ", " former ", " at the other", " from another", " hospital"];

    /// <summary>Whether nothing but a verb and an owner stands between a date and the label that follows it.</summary>
    public static bool Links(ReadOnlySpan<char> between)
    {
        var words = WordsOf(between);
        return words.Count is > 0 and <= 4 && Verbs.Contains(words[0]);
    }

    public static bool IsPolicyholder(ReadOnlySpan<char> around) => HasAny(around, Policyholder) && !around.Contains("subscriber id", StringComparison.OrdinalIgnoreCase);

    public static bool IsNewOrElsewhere(ReadOnlySpan<char> around) => HasAny(around, NewOrElsewhere);

    /// <summary>The owner, with the words that name it, and whether a verb stands between owner and label.</summary>
    public static (IdentifierOwner Owner, string Whose, bool HasVerb) Read(ReadOnlySpan<char> before, ReadOnlySpan<char> between)
    {
        var after = WordsOf(between);
        var of = after.FindIndex(Of.Contains);
        if (of >= 0 && of + 1 < after.Count && Whose(after[(of + 1)..Math.Min(after.Count, of + 5)]) is { Owner: not IdentifierOwner.Unstated } told)
        {
            return (told.Owner, told.Whose, false);
        }

        var words = WordsOf(before);
        words = words.Count > MostWords ? words[^MostWords..] : words;
        var hasVerb = words.Any(Verbs.Contains);
        var owner = Whose(words);
        return (owner.Owner, owner.Whose, hasVerb);
    }

    private static (IdentifierOwner Owner, string Whose) Whose(List<string> words)
    {
        for (var at = words.Count - 1; at >= 0; at--)
        {
            var (word, isGenitive) = Bare(words[at]);
            if (word.Equals("patient", StringComparison.OrdinalIgnoreCase) || word.Equals("paciente", StringComparison.OrdinalIgnoreCase))
            {
                return (IdentifierOwner.Unstated, string.Empty);
            }

            if (KinOf(word) is { } kin)
            {
                // "my son Johnny's": the name says more than the word.
                return at + 1 < words.Count && isNameAfter(words, at) ? (IdentifierOwner.Named, Bare(words[at + 1]).Word) : (IdentifierOwner.Relative, kin);
            }

            if (Thirds.Contains(word))
            {
                return (IdentifierOwner.Someone, string.Empty);
            }

            if (Firsts.Contains(word))
            {
                return (IdentifierOwner.Writer, string.Empty);
            }

            if (IsNameHere(words, at, word, isGenitive))
            {
                return at > 0 && KinOf(Bare(words[at - 1]).Word) is null && IsCapitalised(words[at - 1]) && !Verbs.Contains(words[at - 1])
                    ? (IdentifierOwner.Named, $"{Bare(words[at - 1]).Word} {word}")
                    : (IdentifierOwner.Named, word);
            }
        }

        // A name that the lexicon does not know may be one that the charts do.
        return (IdentifierOwner.Unstated, string.Join(' ', words.Where(IsCapitalised).Select(word => Bare(word).Word)));

        static bool isNameAfter(List<string> words, int at) => IsCapitalised(words[at + 1]) && !Verbs.Contains(words[at + 1]);
    }

    // A capital right before the label, but for what stands in front of every label: "MyChart MRN", "Blue Cross member ID".
    private static bool IsNameHere(List<string> words, int at, string word, bool isGenitive) =>
        isGenitive && word.Length > 1 || (IsCapitalised(words[at]) && word.Length > 1 && at >= words.Count - 3 && IsGivenName(word));

    private static string? KinOf(string word)
    {
        if (word.Length < 3)
        {
            return null;
        }

        foreach (var lexicon in (ReadOnlySpan<SubjectLexicon>)[SubjectLexicon.English, SubjectLexicon.Spanish])
        {
            using var tokens = Tokenizer.Read(word.ToLowerInvariant(), lexicon.Words);
            if (tokens.Count > 0 && lexicon.KinAt(tokens.Tokens, 0) is { } found && found.Last == tokens.Count - 1)
            {
                return found.Kin.Relationship;
            }
        }

        return null;
    }

    /// <summary>Whether the lexicon knows the word as a given name.</summary>
    public static bool IsGivenName(string word)
    {
        using var tokens = Tokenizer.Read(word, SubjectLexicon.English.Words);
        return tokens.Count > 0 && tokens.Tokens[0].Is(WordTags.FemaleName | WordTags.MaleName);
    }

    private static (string Word, bool IsGenitive) Bare(string word)
    {
        var apostrophe = word.LastIndexOfAny(['\'', '’']);
        return apostrophe > 0 && word.Length - apostrophe <= 2 ? (word[..apostrophe], true) : (word, false);
    }

    private static bool IsCapitalised(string word) => char.IsUpper(word[0]);

    private static bool HasAny(ReadOnlySpan<char> text, string[] words)
    {
        foreach (var word in words)
        {
            if (text.Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static List<string> WordsOf(ReadOnlySpan<char> text)
    {
        var words = new List<string>();
        var start = -1;
        for (var at = 0; at <= text.Length; at++)
        {
            var isLetter = at < text.Length && (char.IsLetter(text[at]) || text[at] is '\'' or '’');
            if (isLetter && start < 0)
            {
                start = at;
            }
            else if (!isLetter && start >= 0)
            {
                words.Add(text[start..at].ToString());
                start = -1;
            }
        }

        return words;
    }
}
