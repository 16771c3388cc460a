using System.Buffers;

namespace Gateway.Subjects.Identifiers;

/// <summary>The words that say that an identifier follows, in English and Spanish.</summary>
internal static class IdentifierLabels
{
    private static readonly (string Words, IdentifierKind Kind, bool IsTold)[] All =
    [
        .. Of(IdentifierKind.Birth, false,
            "dob", "d.o.b.", "d.o.b", "d o b", "date of birth", "birth date", "birthdate", "date of bith", "fecha de nacimiento", "fecha de nac", "f. de nacimiento", "fecha nacimiento"),
        .. Of(IdentifierKind.Birth, true,
            "birthday", "birth day", "b-day", "bday", "born", "nació", "nacio", "nací", "naci", "nacido", "nacida", "cumpleaños", "cumpleanos"),
        .. Of(IdentifierKind.Record, false,
            "mrn", "m.r.n.", "m.r.n", "mrn number", "medical record number", "medical record no", "medical record #", "medical record", "med rec", "record number", "record #",
            "chart number", "chart #", "patient id", "patient number", "patient #", "número de expediente", "numero de expediente", "no. de expediente",
            "expediente", "historia clínica", "historia clinica", "número de historia", "numero de historia", "número de paciente", "numero de paciente"),
        .. Of(IdentifierKind.Member, false,
            "member id", "member number", "member #", "member no", "membership id", "membership number", "subscriber id", "subscriber number", "subscriber #", "policy number",
            "policy #", "policy id", "insurance id", "insurance number", "insurance #", "medicaid id", "medicaid number", "medicaid #", "medicare id", "medicare number", "medicare #",
            "id de miembro", "número de miembro", "numero de miembro", "número de afiliado", "numero de afiliado", "número de póliza", "número de poliza", "numero de poliza"),
    ];

    /// <summary>The labels by their first letter: where one may start, few are compared.</summary>
    private static readonly Dictionary<char, (string Words, IdentifierKind Kind, bool IsTold)[]> ByFirstLetter =
        All.GroupBy(label => label.Words[0]).ToDictionary(labels => labels.Key, labels => labels.ToArray());

    private static readonly SearchValues<string> Words = SearchValues.Create([.. All.Select(label => label.Words)], StringComparison.OrdinalIgnoreCase);

    /// <summary>The next label at or after a place, the longest that starts there; null when there is none.</summary>
    public static (int Start, int Length, IdentifierKind Kind, bool IsTold)? Next(ReadOnlySpan<char> text, int from)
    {
        while (from < text.Length && text[from..].IndexOfAny(Words) is >= 0 and var offset)
        {
            var start = from + offset;
            var startsWord = start == 0 || !char.IsLetterOrDigit(text[start - 1]);
            foreach (var (words, kind, isTold) in startsWord ? ByFirstLetter.GetValueOrDefault(char.ToLowerInvariant(text[start]), []) : [])
            {
                if (text[start..].StartsWith(words, StringComparison.OrdinalIgnoreCase) && EndsWord(text, start + words.Length))
                {
                    return (start, words.Length, kind, isTold);
                }
            }

            from = start + 1;
        }

        return null;
    }

    private static bool EndsWord(ReadOnlySpan<char> text, int end) =>
        end == text.Length || !char.IsLetter(text[end]) || !char.IsLetter(text[end - 1]);

    private static IEnumerable<(string, IdentifierKind, bool)> Of(IdentifierKind kind, bool isTold, params string[] labels) =>
        labels.OrderByDescending(label => label.Length).Select(label => (label, kind, isTold));
}
