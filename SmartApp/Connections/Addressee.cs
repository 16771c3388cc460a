using Hl7.Fhir.Model;
using SmartApp.Layout;

namespace SmartApp.Connections;

/// <summary>Reads pools, and people, as the gateway names those whom messages are for. Pure.</summary>
internal static class Addressee
{
    /// <summary>What people call it; null for what no message is for, or what has no name.</summary>
    public static string? NameOf(Resource found) => found switch
    {
        CareTeam team => team.Name,
        HealthcareService service => service.Name,
        Organization organization => organization.Name,
        Practitioner practitioner => Names.Said(practitioner.Name),
        PractitionerRole role => role.Practitioner?.Display,
        _ => null,
    };

    /// <summary>What for, as codes.</summary>
    public static IEnumerable<string> PurposesOf(DomainResource found) => found.GetExtensions(Terms.RecipientPurpose)
        .Select(purpose => purpose.Value).OfType<CodeableConcept>().SelectMany(purpose => purpose.Coding).Select(coding => coding.Code).OfType<string>();
}
