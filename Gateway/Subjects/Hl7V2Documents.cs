using System.Collections.Immutable;
using System.Text;
using Gateway.References;

namespace Gateway.Subjects;

/// <summary>HL7 version 2 messages attached to a message: each PID segment names a patient (v2.5, chapter 3.4.2).</summary>
internal static class Hl7V2Documents
{
    private const int PatientIdentifierList = 3;
    private const int PatientName = 5;
    private const int DateOfBirth = 7;

    public static AttachedDocument Read(byte[] data)
    {
        var text = Encoding.UTF8.GetString(data);
        var header = text.IndexOf("MSH", StringComparison.Ordinal);
        if (header < 0 || text.Length < header + 8)
        {
            return new AttachedDocument.Unreadable();
        }

        var separators = new Separators(text[header + 3], text[header + 4], text[header + 5], text[header + 7]);
        var patients = text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries)
            .Select(segment => segment.TrimStart('\v', ' ').Split(separators.Field))
            .Where(fields => fields[0] == "PID")
            .Select(fields => PatientOf(fields, separators))
            .ToImmutableArray();
        return patients.IsEmpty ? new AttachedDocument.Unreadable() : new AttachedDocument.Describes(patients);
    }

    private static IdentityClaim PatientOf(string[] fields, Separators separators) => new(
        string.Empty,
        [.. Repetitions(fields, PatientIdentifierList, separators).Select(IdentifierOf).OfType<BusinessIdentifier>()],
        [.. Repetitions(fields, PatientName, separators).Select(NameOf)],
        PartialDate.TryParseCompact(fields.ElementAtOrDefault(DateOfBirth), out var birth) ? birth : null);

    private static IEnumerable<string[]> Repetitions(string[] fields, int index, Separators separators) =>
        (fields.ElementAtOrDefault(index) ?? string.Empty)
            .Split(separators.Repetition, StringSplitOptions.RemoveEmptyEntries)
            .Select(repetition => repetition.Split(separators.Component));

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

    private readonly record struct Separators(char Field, char Component, char Repetition, char Subcomponent);
}
