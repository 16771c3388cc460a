using System.Collections.Concurrent;
using Hl7.Fhir.Model;
using SmartApp.Connections;

namespace SmartApp.Layout;

/// <summary>Asks the EHR what people are called, once a request and many at a time. While it is away, nobody has a name.</summary>
internal sealed class Names(FhirClient fhir)
{
    private const int AtOnce = 40;

    private static readonly string[] _people = ["Patient", "RelatedPerson", "Practitioner", "PractitionerRole", "Person"];

    private readonly ConcurrentDictionary<string, PersonName> people = new();

    public async Task<PersonName?> OfPatientAsync(string id, CancellationToken cancellationToken) =>
        (await OfPeopleAsync([$"Patient/{id}"], cancellationToken)).GetValueOrDefault($"Patient/{id}");

    /// <summary>What these people are called, by <c>Type/id</c>: patients, who acts for them, and staff. Who is not told of is left out.</summary>
    public async Task<IReadOnlyDictionary<string, PersonName>> OfPeopleAsync(IEnumerable<string?> references, CancellationToken cancellationToken)
    {
        var asked = references.OfType<string>().Distinct().Where(reference => !people.ContainsKey(reference)).Select(reference => reference.Split('/'))
            .Where(parts => parts is [{ } type, { Length: > 0 }] && _people.Contains(type));
        foreach (var some in asked.GroupBy(parts => parts[0], parts => parts[1]).SelectMany(same => same.Chunk(AtOnce).Select(ids => (Type: same.Key, Ids: ids))))
        {
            var list = string.Join(',', some.Ids.Select(Uri.EscapeDataString));
            var reply = await fhir.GetRecordAsync<Bundle>($"{some.Type}?_id={list}&_count={AtOnce}", cancellationToken);
            var found = reply.Resource?.Entry.Select(entry => entry.Resource).Where(person => person?.Id is not null).ToList() ?? [];
            // A role is called as who has it.
            await OfPeopleAsync(found.OfType<PractitionerRole>().Select(role => role.Practitioner?.Reference), cancellationToken);
            foreach (var person in found)
            {
                var (names, born) = person switch
                {
                    Patient patient => (patient.Name, patient.BirthDate),
                    RelatedPerson related => (related.Name, related.BirthDate),
                    Practitioner practitioner => (practitioner.Name, (string?)null),
                    Person human => (human.Name, human.BirthDate),
                    PractitionerRole { Practitioner.Reference: { } holder } when people.GetValueOrDefault(holder) is { } known => ([new HumanName { Text = known.Text }], null),
                    PractitionerRole { Practitioner.Display: { Length: > 0 } display } => ([new HumanName { Text = display }], null),
                    _ => ([], null),
                };
                people[$"{person!.TypeName}/{person.Id}"] = new PersonName(Said(names) ?? person.Id!, born);
            }
        }

        return people;
    }

    /// <summary>The usual name, else the first: its text, or given and family name.</summary>
    public static string? Said(IEnumerable<HumanName> names)
    {
        var name = names.OrderBy(name => name.Use is HumanName.NameUse.Official or HumanName.NameUse.Usual ? 0 : 1).FirstOrDefault();
        return name is null ? null : name.Text is { Length: > 0 } text ? text : string.Join(' ', name.Given.Append(name.Family).Where(part => !string.IsNullOrEmpty(part)));
    }
}
