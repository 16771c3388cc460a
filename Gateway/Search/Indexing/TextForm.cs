using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Gateway.Storage;

namespace Gateway.Search.Indexing;

/// <summary>Text as it is found: without case, accents and stray spaces; and cut to what a column holds.</summary>
internal static class TextForm
{
    /// <summary>What the columns of search entries hold (<see cref="TokenEntry"/>).</summary>
    public const int Longest = 200;

    private const int DigestDigits = 32;

    // Base letters of U+00C0..U+017F and U+1E00..U+1EFF. Unicode normalization is not at hand: the product runs without culture data.
    private const string Latin =
        "aaaaaa?ceeeeiiiidnooooo×ouuuuy??aaaaaa?ceeeeiiiidnooooo÷ouuuuy?yaaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii??jjkkkllllllllllnnnnnnnnnoooooo??rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

    private const string LatinAdditional =
        "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwyysss?s"
        + "aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyyllvvyy";

    /// <summary>Lower case, without diacritics, each run of white space as one space.</summary>
    public static string Fold(string text)
    {
        if (IsFolded(text))
        {
            return text;
        }

        var folded = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (char.IsWhiteSpace(letter))
            {
                if (folded.Length > 0 && folded[^1] != ' ')
                {
                    folded.Append(' ');
                }
            }
            else
            {
                AppendFolded(folded, letter);
            }
        }

        if (folded.Length > 0 && folded[^1] == ' ')
        {
            folded.Length--;
        }

        return folded.ToString();
    }

    /// <summary>The value, or when it is too long its beginning and a digest of the whole, so that equality still holds.</summary>
    public static string Cut(string value)
    {
        value = value.Contains('\0', StringComparison.Ordinal) ? value.Replace("\0", string.Empty, StringComparison.Ordinal) : value;
        return value.Length <= Longest
            ? value
            : $"{Beginning(value, Longest - DigestDigits - 1)}~{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value)).AsSpan(0, DigestDigits / 2))}";
    }

    /// <summary>At most so many characters, and never half of one.</summary>
    public static string Beginning(string value, int length) => value.Length <= length
        ? value
        : value[..(char.IsHighSurrogate(value[length - 1]) ? length - 1 : length)];

    /// <summary>How much of a text a search for its beginning or a part of it can see.</summary>
    public static string Visible(string value) => Beginning(value, Longest - DigestDigits - 1);

    private static bool IsFolded(string text)
    {
        var last = ' ';
        foreach (var letter in text)
        {
            if (letter > '~' || char.IsAsciiLetterUpper(letter) || letter < ' ' || (letter == ' ' && last == ' '))
            {
                return false;
            }

            last = letter;
        }

        return last != ' ' || text.Length == 0;
    }

    private static void AppendFolded(StringBuilder folded, char letter)
    {
        var plain = letter switch
        {
            >= '\u00c0' and <= '\u017f' => Latin[letter - '\u00c0'],
            >= '\u1e00' and <= '\u1eff' => LatinAdditional[letter - '\u1e00'],
            _ => char.ToLowerInvariant(letter),
        };
        _ = (plain, letter) switch
        {
            ('?', 'ß' or 'ẞ') => folded.Append("ss"),
            ('?', 'æ' or 'Æ') => folded.Append("ae"),
            ('?', 'œ' or 'Œ') => folded.Append("oe"),
            ('?', 'þ' or 'Þ') => folded.Append("th"),
            ('?', 'ĳ' or 'Ĳ') => folded.Append("ij"),
            _ when CharUnicodeInfo.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark => folded,
            _ => folded.Append(plain),
        };
    }
}
