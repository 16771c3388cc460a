using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Gateway.Charts;
using Gateway.References;
using Gateway.Subjects.Identifiers;
using Gateway.Subjects.Naming;

namespace Gateway.Subjects.Documents;

/// <summary>
/// Finds the patients that a form, a report or a letter names in labelled fields. Only these count: the rest of a report is not the
/// sender's words, and "no chest pain" or "mother had diabetes" in it says nothing of whom the message is about.
/// </summary>
internal static class FormText
{
    private const int MostLines = 5_000;
    private const int LongestLine = 600;
    private const int MostPatients = 50;
    private const int LongestWayToValue = 16;

    /// <summary>In which fields a line may stand for a patient's. Linear whatever the text is: no backtracking.</summary>
    private static readonly Regex Labels = new(
        """
        (?<name>\b(?:patient(?:['’]s)?(?: name)?|name of patient|pt\.? name|(?:student|child|camper|athlete|participant)(?:['’]s)?(?: name)?|(?:nombre (?:completo )?)?del? paciente|paciente|nombre del (?:niño|niña|alumno|alumna|estudiante)) *(?::|\t|$))|(?<birth>\b(?:d\.?o\.?b\b\.?|date of birth|birth ?date|fecha de nac(?:imiento|\.)?|f\.? ?nac\.?|born(?: on)?) *[:#]?)|(?<record>\b(?:m\.?r\.?n\b\.?|med(?:ical)?\.? rec(?:ord)?\.?(?: (?:number|no\.?|num\.?))?|(?:patient|chart|record) (?:id|number|no\.?|num\.?)|(?:n[úu]m(?:ero|\.)?|no\.|n\.?[º°]) de (?:expediente|historia(?: cl[ií]nica)?)|expediente|historia cl[ií]nica) *[:#]*)
        """.Trim(),
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>People on forms who are not the patient.</summary>
    private static readonly Regex Others = new(
        @"\b(?:subscriber|insured|guarantor|mother|father|parent|guardian|spouse|husband|wife|provider|physician|doctor|emergency|contact|employee|policy ?holder|responsible|prepared by|witness|asegurad[oa]|titular|madre|padre|tutor|m[eé]dico)\b",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>The patients in the text; each field that comes again with another value begins another patient.</summary>
    public static ImmutableArray<IdentityClaim> PatientsIn(string text)
    {
        var patients = new List<Patient>();
        var current = new Patient();
        var isOfAnother = false;
        var lines = text.Split('\n', MostLines + 1);
        for (var index = 0; index < Math.Min(lines.Length, MostLines) && patients.Count < MostPatients; index++)
        {
            var line = lines[index].Length > LongestLine ? lines[index][..LongestLine] : lines[index];
            var labels = Labels.Matches(line);
            isOfAnother = (isOfAnother || IsHeadingOfAnother(line)) && !labels.Any(label => label.Groups["name"].Success);
            foreach (var (number, label) in labels.Index())
            {
                if (isOfAnother || IsOfAnother(line, labels, number))
                {
                    continue;
                }

                var value = ValueOf(line, labels, number);
                value = value.Length == 0 && index + 1 < lines.Length ? Below(line, lines[index + 1], label.Index) : value;
                if (Field.Read(label, value) is { } field && !current.Take(field))
                {
                    patients.Add(current);
                    current = new Patient();
                    current.Take(field);
                }
            }
        }

        return [.. patients.Append(current).Where(patient => !patient.IsEmpty).Take(MostPatients).Select(patient => patient.Claim).DistinctBy(Key)];
    }

    private static string ValueOf(string line, MatchCollection labels, int number)
    {
        var start = labels[number].Index + labels[number].Length;
        var end = number + 1 < labels.Count ? labels[number + 1].Index : line.Length;
        return line[start..end].Trim(' ', '\t', ':', '#', '_');
    }

    /// <summary>A row of headings over a row of values: the cell of the same column.</summary>
    private static string Below(string line, string next, int at)
    {
        var cells = next.Split('\t');
        var column = line.AsSpan(0, at).Count('\t');
        return column < cells.Length ? cells[column].Trim() : string.Empty;
    }

    private static bool IsHeadingOfAnother(string line) => line.Length < LongestLine / 10 && !line.Any(char.IsDigit) && !line.Contains(':', StringComparison.Ordinal) && Others.IsMatch(line);

    private static bool IsOfAnother(string line, MatchCollection labels, int number)
    {
        var start = number > 0 ? labels[number - 1].Index : 0;
        var before = line[start..labels[number].Index];
        return !labels[number].Groups["name"].Success && Others.IsMatch(before[(before.LastIndexOf('\t') + 1)..]);
    }

    private static string Key(IdentityClaim claim) => string.Join(
        '|',
        [.. claim.Names.Select(name => $"{string.Join(' ', name.Given)}/{name.Family}"), .. claim.BirthDates.Select(date => date.ToString()), .. claim.Numbers.Select(known => known.Value)]);

    private readonly record struct Field(PersonName? Name, ImmutableArray<PartialDate> Birth, string? Number)
    {
        public static Field? Read(Match label, string value) =>
            label.Groups["name"].Success ? WrittenName.Read(value) is { } name ? new Field(name, [], null) : null
            : label.Groups["birth"].Success ? FirstDate(value) is { } date ? new Field(null, date.Readings, null) : null
            : FirstNumber(value) is { } number ? new Field(null, [], number)
            : null;

        private static WrittenDate? FirstDate(string value)
        {
            for (var at = 0; at < Math.Min(value.Length, LongestWayToValue); at++)
            {
                if (WrittenDate.At(value, at) is { } date)
                {
                    return date;
                }
            }

            return null;
        }

        private static string? FirstNumber(string value)
        {
            var end = value.AsSpan().IndexOfAnyExcept(NumberLetters);
            var number = WrittenNumber.Plain(value[..(end < 0 ? value.Length : end)]);
            return number.Length >= 4 && number.Any(char.IsAsciiDigit) ? number : null;
        }

        private static readonly System.Buffers.SearchValues<char> NumberLetters =
            System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-");
    }

    private sealed class Patient
    {
        private PersonName? _name;
        private ImmutableArray<PartialDate> _birth = [];
        private string? _number;

        public bool IsEmpty => _name is null && _birth.IsEmpty && _number is null;

        public IdentityClaim Claim => new(string.Empty, [], _name is null ? [] : [_name], _birth is [var only] ? only : null)
        {
            BirthDates = _birth,
            Numbers = _number is null ? [] : [new PatientNumber(NumberKind.Record, string.Empty, _number)],
            IsLabelled = true,
        };

        /// <summary>False if the field is known already with another value.</summary>
        public bool Take(Field field)
        {
            var contradicts = (field.Name is { } name && _name is { } known && (NameMatch.GivenAgrees(name, known) == false || NameMatch.FamilyAgrees(name, known) == false))
                || (!field.Birth.IsEmpty && !_birth.IsEmpty && !field.Birth.Intersect(_birth).Any())
                || (field.Number is not null && _number is not null && field.Number != _number);
            if (contradicts)
            {
                return false;
            }

            _name ??= field.Name;
            _birth = _birth.IsEmpty ? field.Birth : _birth;
            _number ??= field.Number;
            return true;
        }
    }
}
