using System.Collections.Immutable;
using Gateway.References;

namespace Gateway.Subjects.Naming;

/// <summary>Reads a name out of one line: "Smith, Johnny Q.", "Johnny Q. Smith", "SMITH^JOHNNY".</summary>
internal static class WrittenName
{
    private const int LongestName = 60;
    private const int MostWords = 5;

    private static readonly HashSet<string> Additions = new(StringComparer.OrdinalIgnoreCase)
    {
        "mr", "mrs", "ms", "miss", "mx", "master", "jr", "sr", "ii", "iii", "iv", "sra", "don", "dona",
    };

    /// <summary>Words that follow "Patient" on paper and are no name.</summary>
    private static readonly HashSet<string> NotNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "information", "instructions", "education", "portal", "name", "signature", "responsibility", "care", "advocate", "rights", "visit",
        "summary", "history", "copy", "safety", "services", "relations", "and", "the", "of", "for", "is", "was", "has", "to", "with", "this", "your",
        "you", "balance", "payment", "statement", "demographics", "address", "phone", "id", "number", "account", "sex", "age", "date", "location",
        "type", "class", "status", "consent", "form", "report", "results", "please", "states", "reports", "denies", "presents", "none", "unknown",
        "informacion", "instrucciones", "de", "del", "firma", "nombre", "paciente", "patient", "not", "n/a", "na", "same", "self", "yes", "no",
    };

    public static PersonName? Read(string text)
    {
        var line = text.Length > LongestName ? text[..LongestName] : text;
        if (line.Contains('^', StringComparison.Ordinal))
        {
            var parts = line.Split('^');
            return Made([.. parts.Skip(1).Take(2)], parts[0]);
        }

        var comma = line.IndexOf(',', StringComparison.Ordinal);
        if (comma > 0 && Words(line[(comma + 1)..]) is { Count: > 0 } given)
        {
            return Words(line[..comma]) is { Count: > 0 } family ? Made(given, string.Join(' ', family)) : null;
        }

        var words = Words(line);
        return words.Count switch
        {
            0 => null,
            1 => Made(words, null),
            _ => Made(words[..^1], words[^1]),
        };
    }

    private static PersonName? Made(IReadOnlyList<string> given, string? family)
    {
        ImmutableArray<string> all = [.. given.Where(word => word.Length > 0)];
        var isName = all.Length > 0 && !all.Append(family ?? string.Empty).Any(NotNames.Contains) && all[0].Any(char.IsLetter);
        return isName ? new PersonName(all, string.IsNullOrWhiteSpace(family) ? null : family) : null;
    }

    private static List<string> Words(string text)
    {
        var words = new List<string>();
        foreach (var word in text.Split([' ', '\t', '.', '(', ')', ';'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (!word.All(letter => char.IsLetter(letter) || letter is '-' or '\'' or '’' || char.GetUnicodeCategory(letter) is System.Globalization.UnicodeCategory.NonSpacingMark)
                || words.Count == MostWords)
            {
                break;
            }

            if (!Additions.Contains(word))
            {
                words.Add(word);
            }
        }

        return words;
    }
}
