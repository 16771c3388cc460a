using Gateway.Search.Definitions;
using Hl7.Fhir.Model;

namespace Gateway.Search.Criteria;

/// <summary>How few resources a value of a parameter usually finds; the search walks the entries of the lowest rank and checks the rest.</summary>
internal static class Selectivity
{
    public const int Identifier = 1;
    public const int Resource = 2;
    public const int Visit = 3;
    public const int Person = 4;
    public const int Staff = 5;
    public const int Organization = 6;
    public const int Code = 7;

    public static int Of(SearchDefinition definition) => definition.Kind switch
    {
        SearchParamType.Token => definition.Code.EndsWith("identifier", StringComparison.Ordinal) ? Identifier : Code,
        _ => Resource,
    };

    public static int OfTarget(string target) => target.AsSpan(0, Math.Max(target.IndexOf('/', StringComparison.Ordinal), 0)) switch
    {
        "Encounter" => Visit,
        "Patient" or "RelatedPerson" => Person,
        "Practitioner" or "PractitionerRole" => Staff,
        "Organization" or "CareTeam" or "Group" or "HealthcareService" or "Device" => Organization,
        _ => Resource,
    };
}
