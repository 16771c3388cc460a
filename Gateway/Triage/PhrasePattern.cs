using System.Text;

namespace Gateway.Triage;

/// <summary>
/// Short forms for the patterns of the triage lexicons: <c>vomit(,s,ing)</c> for a word with its endings, <c>hinchad~</c> for the four Spanish
/// endings, <c>can_hardly|barely</c> for an alternative of several words, and every word with an accent also without it, as people type it.
/// </summary>
internal static class PhrasePattern
{
    private const string Accented = "áéíóúüñ", Plain = "aeiouun";

    public static IEnumerable<string> Expand(string pattern)
    {
        IEnumerable<string> patterns = [""];
        foreach (var part in pattern.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var choices = ChoicesOf(part).ToArray();
            patterns = patterns.SelectMany(_ => choices, (before, choice) => before.Length == 0 ? choice : $"{before} {choice}");
        }

        return patterns;
    }

    /// <summary>The spellings of a word list such as <c>mamá tía</c>.</summary>
    public static IEnumerable<string> Spellings(string word) => WithEndings(word).SelectMany(WithoutAccents);

    /// <summary>One choice of all alternatives that are one word, as the phrase book wants them, and one for each of several words.</summary>
    private static IEnumerable<string> ChoicesOf(string part)
    {
        var (open, close) = part.StartsWith('[') ? ("[", "]") : ("", "");
        var words = part.Trim('[', ']').Split('|').SelectMany(Spellings).Distinct().ToLookup(word => word.Contains('_', StringComparison.Ordinal));
        if (words[false].Any())
        {
            yield return $"{open}{string.Join('|', words[false])}{close}";
        }

        foreach (var several in words[true])
        {
            yield return several.Replace('_', ' ');
        }
    }

    private static IEnumerable<string> WithEndings(string word)
    {
        word = word.Replace("~", "(o,a,os,as)", StringComparison.Ordinal);
        var open = word.IndexOf('(', StringComparison.Ordinal);
        return open < 0 ? [word] : word[(open + 1)..].TrimEnd(')').Split(',').Select(ending => word[..open] + ending);
    }

    private static IEnumerable<string> WithoutAccents(string word)
    {
        if (!word.Any(Accented.Contains))
        {
            return [word];
        }

        var plain = new StringBuilder(word);
        for (var at = 0; at < Accented.Length; at++)
        {
            plain.Replace(Accented[at], Plain[at]);
        }

        return [word, plain.ToString()];
    }
}
