namespace SmartApp.PlainLanguage;

/// <summary>
/// How hard a text is to read. English: the grade of Flesch and Kincaid (Kincaid et al. 1975, Research Branch Report 8-75); the NIH and the AMA advise
/// grade 6 for what patients read. Spanish: the perspicuity of Szigriszt-Pazos (1993) on the INFLESZ scale (Barrio-Cantalejo et al. 2008). Pure.
/// </summary>
internal static class ReadingPolicy
{
    /// <summary>Of less the formulas say nothing.</summary>
    private const int FewestWords = 8;

    /// <summary>The level of a text; null where it is too short to tell.</summary>
    public static ReadingLevel? Of(string text, string language)
    {
        var (words, sentences) = (WordsIn(text), SentencesIn(text));
        if (words.Count < FewestWords)
        {
            return null;
        }

        var perSentence = (double)words.Count / sentences;
        var perWord = (double)words.Sum(word => language == TextLanguage.Spanish ? Syllables.InSpanish(word) : Syllables.InEnglish(word)) / words.Count;
        return language == TextLanguage.Spanish ? Spanish(206.835 - (62.3 * perWord) - perSentence) : English((0.39 * perSentence) + (11.8 * perWord) - 15.59);
    }

    private static ReadingLevel English(double grade)
    {
        var whole = Math.Max(0, (int)Math.Round(grade, MidpointRounding.AwayFromZero));
        return new ReadingLevel(whole, whole <= 6 ? Ease.Easy : whole <= 8 ? Ease.Fair : Ease.Hard);
    }

    private static ReadingLevel Spanish(double score)
    {
        var whole = Math.Clamp((int)Math.Round(score, MidpointRounding.AwayFromZero), 0, 100);
        return new ReadingLevel(whole, whole >= 65 ? Ease.Easy : whole >= 55 ? Ease.Fair : Ease.Hard);
    }

    private static List<string> WordsIn(string text)
    {
        var words = new List<string>();
        var start = -1;
        for (var at = 0; at <= text.Length; at++)
        {
            var isLetter = at < text.Length && (char.IsLetter(text[at]) || (text[at] is '\'' or '’' && start >= 0));
            if (isLetter && start < 0)
            {
                start = at;
            }
            else if (!isLetter && start >= 0)
            {
                words.Add(text[start..at].Replace("'", "", StringComparison.Ordinal).Replace("’", "", StringComparison.Ordinal));
                start = -1;
            }
        }

        return words;
    }

    // A point within a number or an abbreviation of one letter ends nothing; a line that is a list item does.
    private static int SentencesIn(string text)
    {
        var (count, hasWord) = (0, false);
        for (var at = 0; at < text.Length; at++)
        {
            var ends = text[at] is '!' or '?' or '…' or '\n' || (text[at] == '.' && (at + 1 == text.Length || char.IsWhiteSpace(text[at + 1])));
            if (ends && hasWord)
            {
                (count, hasWord) = (count + 1, false);
            }

            hasWord |= char.IsLetter(text[at]);
        }

        return Math.Max(1, hasWord ? count + 1 : count);
    }
}
