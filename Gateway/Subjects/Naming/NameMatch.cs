using System.Globalization;
using System.Text;
using Gateway.References;

namespace Gateway.Subjects.Naming;

/// <summary>Whether two spellings can be one person's name: capitals, accents, order, initials, nicknames and one of two family names do not part them.</summary>
internal static class NameMatch
{
    /// <summary>Null where one of them says nothing that could be compared.</summary>
    public static bool? GivenAgrees(PersonName one, PersonName other) =>
        one.Given.IsEmpty || other.Given.IsEmpty ? null : one.Given.Any(said => other.Given.Any(known => IsGiven(said, known)));

    public static bool? FamilyAgrees(PersonName one, PersonName other)
    {
        if (string.IsNullOrWhiteSpace(one.Family) || string.IsNullOrWhiteSpace(other.Family))
        {
            return null;
        }

        var known = Parts(other.Family);
        return Parts(one.Family).Any(known.Contains);
    }

    /// <summary>"Johnny" said of a Johnny, a John (nicknames) or a J.</summary>
    public static bool IsGiven(string said, string known)
    {
        var (plainSaid, plainKnown) = (Plain(said), Plain(known));
        return plainSaid == plainKnown
            || plainSaid.Length > 0 && plainKnown.Length > 0 && (plainSaid.Length == 1 || plainKnown.Length == 1) && plainSaid[0] == plainKnown[0]
            || IsNickname(plainSaid, plainKnown)
            || IsNickname(plainKnown, plainSaid);
    }

    /// <summary>Lower case without accents, hyphens and points, so that "García-López" is "garcia lopez".</summary>
    public static string Plain(string name)
    {
        var plain = new StringBuilder(name.Length);
        foreach (var letter in name.Normalize(NormalizationForm.FormD))
        {
            if (char.IsLetter(letter))
            {
                plain.Append(char.ToLowerInvariant(letter));
            }
            else if (letter is ' ' or '-' && plain.Length > 0 && plain[^1] != ' ')
            {
                plain.Append(' ');
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark && plain.Length >= MostLetters)
            {
                break;
            }
        }

        return plain.ToString().Trim();
    }

    private const int MostLetters = 200;

    private static bool IsNickname(string nickname, string name) =>
        SubjectLexicon.English.Nicknames.TryGetValue(name, out var nicknames) && nicknames.Contains(nickname);

    private static HashSet<string> Parts(string family) => [.. Plain(family).Split(' ', StringSplitOptions.RemoveEmptyEntries)];
}
