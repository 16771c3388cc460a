using System.Globalization;
using System.Text.Json.Nodes;
using Sandbox.Ehr.Records;

namespace Sandbox.Families;

/// <summary>Writes a household as FHIR: charts, the people who may act in them, and who cares for them.</summary>
internal sealed class FamilyResources(DateOnly today)
{
    private int _recordNumber = 100_000;

    public IEnumerable<SeededResource> Of(Household household) =>
        household.People.Select(person => Patient(person, household))
            .Concat(household.Proxies.Select(RelatedPerson))
            .Concat(household.People.Where(person => person.ReplacedBy is null).Select(CareTeam));

    private SeededResource Patient(Person person, Household household) => Shapes.Resource("Patient", person.Id, new JsonObject
    {
        ["identifier"] = Shapes.List(Shapes.Identifier(Shapes.RecordNumbers, (++_recordNumber).ToString(CultureInfo.InvariantCulture))),
        ["active"] = person.ReplacedBy is null,
        ["name"] = Shapes.List(Name(person)),
        ["telecom"] = Shapes.List(Shapes.Email($"{person.Id}@example.org")),
        ["gender"] = person.Gender,
        ["birthDate"] = Day(person.BornOn(today)),
        ["generalPractitioner"] = Shapes.List(Shapes.Reference("Practitioner/dr-lee")),
        ["link"] = Links(person, household),
    });

    private static JsonArray? Links(Person person, Household household)
    {
        var links = household.Proxies.Where(proxy => proxy.Holder == person)
            .Select(proxy => (Other: $"RelatedPerson/{proxy.Id}", Type: "seealso"))
            .ToList();
        if (person.ReplacedBy is { } survivor)
        {
            links.Add(($"Patient/{survivor}", "replaced-by"));
        }

        if (person.Replaces is { } replaced)
        {
            links.Add(($"Patient/{replaced}", "replaces"));
        }

        return links.Count == 0
            ? null
            : Shapes.List([.. links.Select(link => new JsonObject { ["other"] = Shapes.Reference(link.Other), ["type"] = link.Type })]);
    }

    private SeededResource RelatedPerson(Proxy proxy) => Shapes.Resource("RelatedPerson", proxy.Id, new JsonObject
    {
        ["active"] = true,
        ["patient"] = Shapes.Reference($"Patient/{proxy.Patient.Id}"),
        ["relationship"] = Shapes.List(Shapes.Concept("http://terminology.hl7.org/CodeSystem/v3-RoleCode", proxy.Relationship)),
        ["name"] = Shapes.List(Name(proxy.Holder)),
        ["telecom"] = Shapes.List(Shapes.Email($"{proxy.Holder.Id}@example.org")),
        ["gender"] = proxy.Holder.Gender,
        ["birthDate"] = Day(proxy.Holder.BornOn(today)),
        ["period"] = Period(proxy),
    });

    private JsonObject Period(Proxy proxy)
    {
        var period = new JsonObject { ["start"] = Day(today.AddYears(-Math.Min(proxy.Patient.Age, 3)).AddDays(-30)) };
        if (proxy.EndedDaysAgo is { } days)
        {
            period["end"] = Day(today.AddDays(-days));
        }

        return period;
    }

    private static SeededResource CareTeam(Person person) => Shapes.Resource("CareTeam", $"{person.Id}-team", new JsonObject
    {
        ["status"] = "active",
        ["name"] = "Primary care",
        ["subject"] = Shapes.Reference($"Patient/{person.Id}"),
        ["participant"] = Shapes.Members(
            $"Patient/{person.Id}", "Practitioner/dr-lee", "PractitionerRole/nurse-kim-role", "Organization/sandbox-clinic"),
    });

    private static JsonObject Name(Person person) => Shapes.Name(person.Given, person.Family);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
