using System.Collections.Immutable;
using System.Text;
using Gateway.Charts;
using Gateway.References;
using Gateway.Subjects.Documents;

namespace Gateway.Subjects;

/// <summary>
/// HL7 version 2 messages attached to a message: each PID segment names a patient (v2.5, chapter 3.4.2). Next of kin, guarantors and insured
/// persons stand in segments of their own, and are not looked at.
/// </summary>
internal static class Hl7V2Documents
{
    private const int PatientId = 2;
    private const int PatientIdentifierList = 3;
    private const int AlternatePatientId = 4;
    private const int PatientName = 5;
    private const int DateOfBirth = 7;
    private const int MostPatients = 200;

    /// <summary>Whether a text opens a message, or a file or batch of them.</summary>
    public static bool Starts(string text) =>
        text.Length > 8 && text[..3] is "MSH" or "FHS" or "BHS" && !char.IsLetterOrDigit(text[3]) && !char.IsWhiteSpace(text[3])
        && !text.AsSpan(4, 4).ContainsAnyInRange('a', 'z');

    public static AttachedDocument Read(byte[] data)
    {
        var patients = ImmutableArray.CreateBuilder<IdentityClaim>();
        Separators? separators = null;
        foreach (var line in TextBytes.Read(data).Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            // Each message of a batch brings its own separators.
            var segment = line.TrimStart('\v', '\uFEFF', ' ', '\u001c');
            separators = segment.StartsWith("MSH", StringComparison.Ordinal) ? Separators.Of(segment) ?? separators : separators;
            if (separators is { } known && segment.StartsWith($"PID{known.Field}", StringComparison.Ordinal))
            {
                patients.Add(PatientOf(segment.Split(known.Field), known));
            }
        }

        return patients.Count is > 0 and <= MostPatients ? new AttachedDocument.Describes(patients.DrainToImmutable()) : new AttachedDocument.Unreadable();
    }

    private static IdentityClaim PatientOf(string[] fields, Separators separators)
    {
        string[][] numbers =
        [
            .. Repetitions(fields, PatientIdentifierList, separators),
            .. Repetitions(fields, PatientId, separators),
            .. Repetitions(fields, AlternatePatientId, separators),
        ];
        return new IdentityClaim(
            string.Empty,
            [.. numbers.Select(IdentifierOf).OfType<BusinessIdentifier>().Distinct()],
            [.. Repetitions(fields, PatientName, separators).Select(NameOf)],
            PartialDate.TryParseCompact(fields.ElementAtOrDefault(DateOfBirth), out var birth) ? birth : null)
        {
            Numbers = [.. numbers.Where(number => IdentifierOf(number) is null && number[0].Length > 0).Select(number => new PatientNumber(NumberKind.Record, string.Empty, number[0]))],
        };
    }

    private static IEnumerable<string[]> Repetitions(string[] fields, int index, Separators separators) =>
        (fields.ElementAtOrDefault(index) ?? string.Empty)
            .Split(separators.Repetition, StringSplitOptions.RemoveEmptyEntries)
            .Select(repetition => repetition.Split(separators.Component).Select(separators.Unescape).ToArray());

    // CX: the value, then in the fourth component the assigning authority as name & universal id & type.
    private static BusinessIdentifier? IdentifierOf(string[] components)
    {
        var authority = (components.ElementAtOrDefault(3) ?? string.Empty).Split('&');
        var system = authority switch
        {
            [_, { Length: > 0 } id, "ISO", ..] => $"urn:oid:{id}",
            [_, { Length: > 0 } id, ..] => id,
            [{ Length: > 0 } name] => name,
            _ => string.Empty,
        };
        return components[0].Length == 0 || system.Length == 0 ? null : new BusinessIdentifier(system, components[0]);
    }

    // XPN: family, given, further given.
    private static PersonName NameOf(string[] components) => new(
        [.. components.Skip(1).Take(2).Where(given => given.Length > 0)], components[0].Split('&')[0]);

    private readonly record struct Separators(char Field, char Component, char Repetition, char Escape, char Subcomponent)
    {
        public static Separators? Of(string header) =>
            header.Length >= 8 && !char.IsLetterOrDigit(header[3]) ? new Separators(header[3], header[4], header[5], header[6], header[7]) : null;

        /// <summary>The characters behind escapes (chapter 2.7): separators that are meant as text, and bytes in hexadecimal. Formatting is dropped.</summary>
        public string Unescape(string component)
        {
            if (!component.Contains(Escape, StringComparison.Ordinal))
            {
                return Subcomponent == '&' ? component : component.Replace(Subcomponent, '&');
            }

            var text = new StringBuilder(component.Length);
            var parts = component.Split(Escape);
            for (var index = 0; index < parts.Length; index++)
            {
                text.Append(index % 2 == 0 || index == parts.Length - 1 ? parts[index] : Meaning(parts[index]));
            }

            return text.ToString();
        }

        private string Meaning(string escape) => escape switch
        {
            "F" => Field.ToString(),
            "S" => Component.ToString(),
            "T" => Subcomponent.ToString(),
            "R" => Repetition.ToString(),
            "E" => Escape.ToString(),
            ['X', .. var digits] when digits.Length % 2 == 0 && digits.All(char.IsAsciiHexDigit) => TextBytes.Read(Convert.FromHexString(digits)),
            ['.', ..] => " ",
            _ => string.Empty,
        };
    }
}
