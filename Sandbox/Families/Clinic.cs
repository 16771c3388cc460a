using System.Globalization;
using System.Text.Json.Nodes;
using Sandbox.Ehr.Records;

namespace Sandbox.Families;

/// <summary>The clinic itself: its people, its pools, and what has happened in the Smiths' charts so far.</summary>
internal static class Clinic
{
    /// <summary>Runs the clinic's systems, the gateway among them.</summary>
    public const string Administrator = "admin-ode";

    private const string Self = "Organization/sandbox-clinic";

    public static IEnumerable<SeededResource> Resources(DateTimeOffset now) =>
    [
        Shapes.Resource("Organization", "sandbox-clinic", new JsonObject { ["active"] = true, ["name"] = "Sandbox Family Clinic" }),
        .. Clinician("dr-lee", "Min", "Lee", "doctor"),
        .. Clinician("nurse-kim", "Jae", "Kim", "nurse"),
        .. Clinician("desk-park", "Sora", "Park", "receptionist"),
        .. Clinician(Administrator, "Quinn", "Ode", "ict"),
        Pool("pool-refill", "Refill requests", "Practitioner/nurse-kim"),
        Pool("pool-scheduling", "Scheduling", "Practitioner/desk-park"),
        Pool("pool-billing", "Billing and forms", "Practitioner/desk-park"),
        Pool("pool-nurse-triage", "Nurse triage", "Practitioner/nurse-kim"),
        Pool("pool-on-call", "On call", "Practitioner/dr-lee"),
        Visit("susie-visit", "susie-smith", now.AddDays(-20)),
        Visit("johnny-visit", "johnny-smith", now.AddDays(-12)),
        Visit("mark-visit", "mark-smith", now.AddDays(-33)),
        Message("susie-thread-1", "susie-smith", "Patient/susie-smith", "Could you renew my allergy tablets, please?", now.AddDays(-9)),
        Message("johnny-thread-1", "johnny-smith", "RelatedPerson/susie-for-johnny", "Which day is Johnny's next vaccination?", now.AddDays(-5)),
    ];

    private static IEnumerable<SeededResource> Clinician(string id, string given, string family, string role) =>
    [
        Shapes.Resource("Practitioner", id, new JsonObject { ["active"] = true, ["name"] = Shapes.List(Shapes.Name(given, family)) }),
        Shapes.Resource("PractitionerRole", $"{id}-role", new JsonObject
        {
            ["active"] = true,
            ["practitioner"] = Shapes.Reference($"Practitioner/{id}"),
            ["organization"] = Shapes.Reference(Self),
            ["code"] = Shapes.List(Shapes.Concept("http://terminology.hl7.org/CodeSystem/practitioner-role", role)),
        }),
    ];

    private static SeededResource Pool(string id, string name, string member) => Shapes.Resource("CareTeam", id, new JsonObject
    {
        ["status"] = "active",
        ["name"] = name,
        ["participant"] = Shapes.Members(member),
        ["managingOrganization"] = Shapes.List(Shapes.Reference(Self)),
    });

    private static SeededResource Visit(string id, string patient, DateTimeOffset at) => Shapes.Resource("Encounter", id, new JsonObject
    {
        ["status"] = "finished",
        ["class"] = new JsonObject { ["system"] = "http://terminology.hl7.org/CodeSystem/v3-ActCode", ["code"] = "AMB" },
        ["subject"] = Shapes.Reference($"Patient/{patient}"),
        ["participant"] = Shapes.List(new JsonObject { ["individual"] = Shapes.Reference("Practitioner/dr-lee") }),
        ["period"] = new JsonObject { ["start"] = Instant(at), ["end"] = Instant(at.AddMinutes(20)) },
    });

    private static SeededResource Message(string id, string patient, string sender, string text, DateTimeOffset sent) =>
        Shapes.Resource("Communication", id, new JsonObject
        {
            ["status"] = "completed",
            ["subject"] = Shapes.Reference($"Patient/{patient}"),
            ["sent"] = Instant(sent),
            ["recipient"] = Shapes.List(Shapes.Reference("Practitioner/dr-lee")),
            ["sender"] = Shapes.Reference(sender),
            ["payload"] = Shapes.List(new JsonObject { ["contentString"] = text }),
        });

    private static string Instant(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
