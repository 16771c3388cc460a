using Sandbox.Ehr.Records;

namespace Sandbox.Families;

/// <summary>Everything that a new sandbox knows.</summary>
internal static class Seed
{
    /// <summary>The clinic and its families; ages are those of the day of seeding.</summary>
    public static IReadOnlyList<SeededResource> Everything(DateTimeOffset now, int households = GeneratedHouseholds.Number)
    {
        var families = new FamilyResources(DateOnly.FromDateTime(now.UtcDateTime));
        return
        [
            .. Clinic.Resources(now),
            .. NamedHouseholds.All.Concat(GeneratedHouseholds.All(households)).SelectMany(families.Of),
        ];
    }
}
