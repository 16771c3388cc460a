using System.Globalization;
using System.Text.Json.Nodes;
using Gateway.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Sandbox.Ehr.Records;
using Sandbox.Families;

namespace Gateway.Tests.Access;

/// <summary>
/// A family for tests of access: Ngozi and Sven, their children Ikenna, Astrid and Tobias. Ngozi is proxy of Ikenna and Astrid, and was of Tobias;
/// Sven is proxy of Ikenna and Tobias. Doctor Haas is on Ikenna's care team, nurse Reed by her role on Astrid's.
/// </summary>
internal static class Lindqvists
{
    public const string Ngozi = "ngozi-lindqvist";
    public const string Sven = "sven-lindqvist";
    public const string Ikenna = "ikenna-lindqvist";
    public const string Astrid = "astrid-lindqvist";
    public const string Tobias = "tobias-lindqvist";

    public static readonly string[] All = [Ngozi, Sven, Ikenna, Astrid, Tobias];

    public static Task<RunningGateway> StartAsync(Action<WebApplicationBuilder>? configure = null) => RunningGateway.StartAsync(
        configure,
        configureEhr: ehr => ehr.Services.AddSingleton(provider => new EhrRecords(
            provider.GetRequiredService<EhrDatabase>(),
            () => [.. Seed.Everything(TimeProvider.System.GetUtcNow()), .. Everything(DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime))])));

    private static IEnumerable<SeededResource> Everything(DateOnly today) =>
    [
        Patient(Ngozi, "Ngozi", today.AddYears(-39), "ngozi-for-ikenna", "ngozi-for-astrid", "ngozi-for-tobias"),
        Patient(Sven, "Sven", today.AddYears(-41), "sven-for-ikenna", "sven-for-tobias"),
        Patient(Ikenna, "Ikenna", today.AddYears(-8)),
        Patient(Astrid, "Astrid", today.AddYears(-10)),
        Patient(Tobias, "Tobias", today.AddYears(-5)),
        Proxy("ngozi-for-ikenna", Ikenna, "MTH"),
        Proxy("ngozi-for-astrid", Astrid, "MTH"),
        Proxy("ngozi-for-tobias", Tobias, "MTH", end: today.AddDays(-30)),
        Proxy("sven-for-ikenna", Ikenna, "FTH"),
        Proxy("sven-for-tobias", Tobias, "FTH"),
        Person("ngozi-person", $"Patient/{Ngozi}"),
        Person("sven-for-tobias-person", "RelatedPerson/sven-for-tobias"),
        Person("two-patients-person", $"Patient/{Ngozi}", $"Patient/{Sven}"),
        Shapes.Resource("Practitioner", "dr-haas", new JsonObject { ["active"] = true, ["name"] = Shapes.List(Shapes.Name("Ilse", "Haas")) }),
        Shapes.Resource("Practitioner", "nurse-reed", new JsonObject { ["active"] = true, ["name"] = Shapes.List(Shapes.Name("Pat", "Reed")) }),
        Shapes.Resource("Practitioner", "rev-olsen", new JsonObject { ["active"] = true, ["name"] = Shapes.List(Shapes.Name("Kim", "Olsen")) }),
        Shapes.Resource("PractitionerRole", "nurse-reed-role", new JsonObject { ["active"] = true, ["practitioner"] = Shapes.Reference("Practitioner/nurse-reed") }),
        Team("ikenna-care", Ikenna, "active", "Practitioner/dr-haas"),
        Team("astrid-care", Astrid, "active", "PractitionerRole/nurse-reed-role"),
        Team("tobias-care-of-old", Tobias, "inactive", "Practitioner/dr-haas"),
        Team("sven-care-of-old", Sven, "active", "Practitioner/dr-haas", end: today.AddDays(-2)),
    ];

    private static SeededResource Patient(string id, string given, DateOnly born, params string[] relatedPersons) => Shapes.Resource("Patient", id, new JsonObject
    {
        ["active"] = true,
        ["identifier"] = Shapes.List(Shapes.Identifier(Shapes.RecordNumbers, $"mrn-{id}")),
        ["name"] = Shapes.List(Shapes.Name(given, "Lindqvist")),
        ["birthDate"] = Day(born.AddDays(-50)),
        ["link"] = relatedPersons.Length == 0 ? null : Shapes.List(
            [.. relatedPersons.Select(other => new JsonObject { ["other"] = Shapes.Reference($"RelatedPerson/{other}"), ["type"] = "seealso" })]),
    });

    private static SeededResource Proxy(string id, string patient, string relationship, DateOnly? end = null) => Shapes.Resource("RelatedPerson", id, new JsonObject
    {
        ["active"] = true,
        ["patient"] = Shapes.Reference($"Patient/{patient}"),
        ["relationship"] = Shapes.List(Shapes.Concept("http://terminology.hl7.org/CodeSystem/v3-RoleCode", relationship)),
        ["period"] = end is { } day ? new JsonObject { ["end"] = Day(day) } : null,
    });

    private static SeededResource Person(string id, params string[] records) => Shapes.Resource("Person", id, new JsonObject
    {
        ["active"] = true,
        ["link"] = Shapes.List([.. records.Select(record => new JsonObject { ["target"] = Shapes.Reference(record), ["assurance"] = "level3" })]),
    });

    private static SeededResource Team(string id, string patient, string status, string member, DateOnly? end = null) => Shapes.Resource("CareTeam", id, new JsonObject
    {
        ["status"] = status,
        ["subject"] = Shapes.Reference($"Patient/{patient}"),
        ["participant"] = Shapes.List(new JsonObject
        {
            ["member"] = Shapes.Reference(member),
            ["period"] = end is { } day ? new JsonObject { ["end"] = Day(day) } : null,
        }),
    });

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
