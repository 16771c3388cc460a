namespace SmartApp.PlainLanguage;

/// <summary>Counts the syllables of a word, as far as spelling tells. Pure.</summary>
internal static class Syllables
{
    /// <summary>Groups of vowels, without the endings that are not spoken.</summary>
    public static int InEnglish(string word)
    {
        var letters = word.ToLowerInvariant();
        var count = 0;
        for (var at = 0; at < letters.Length; at++)
        {
            if (IsEnglishVowel(letters[at]) && (at == 0 || !IsEnglishVowel(letters[at - 1])))
            {
                count++;
            }
        }

        var isSilent = letters switch
        {
            _ when letters.Length < 3 => false,
            [.., 'l', 'e'] => IsEnglishVowel(letters[^3]),
            [.., 'e', 'd'] => letters[^3] is not ('t' or 'd') && !IsEnglishVowel(letters[^3]),
            [.., 'e', 's'] => letters[^3] is not ('s' or 'x' or 'z' or 'h' or 'c' or 'g') && !IsEnglishVowel(letters[^3]),
            [.., var before, 'e'] => !IsEnglishVowel(before),
            _ => false,
        };
        return Math.Max(1, isSilent ? count - 1 : count);
    }

    /// <summary>Vowels that belong together are one: a weak one (i, u) with another, unless it is stressed.</summary>
    public static int InSpanish(string word)
    {
        var letters = word.ToLowerInvariant();
        var (count, before) = (0, '\0');
        for (var at = 0; at < letters.Length; at++)
        {
            var letter = letters[at];
            // The u of que, qui, gue, gui is not spoken; y is a vowel at the end alone.
            var isMute = letter == 'u' && at > 0 && (letters[at - 1] is 'q' or 'g') && at + 1 < letters.Length && (letters[at + 1] is 'e' or 'i' or 'é' or 'í');
            var isVowel = !isMute && ("aeiouáéíóúü".Contains(letter, StringComparison.Ordinal) || (letter == 'y' && at == letters.Length - 1));
            if (isVowel && (before == '\0' || (IsStrong(before) && IsStrong(letter))))
            {
                count++;
            }

            before = isVowel ? letter : '\0';
        }

        return Math.Max(1, count);
    }

    private static bool IsEnglishVowel(char letter) => letter is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';

    private static bool IsStrong(char letter) => "aeoáéóíú".Contains(letter, StringComparison.Ordinal);
}
