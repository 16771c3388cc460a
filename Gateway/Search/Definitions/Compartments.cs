using System.Collections.Frozen;

namespace Gateway.Search.Definitions;

/// <summary>By which parameters a resource is in a patient's compartment (R4 compartmentdefinition-patient.html).</summary>
internal static class Compartments
{
    private static readonly FrozenDictionary<string, string[]> OfPatient = new Dictionary<string, string[]>
    {
        ["AuditEvent"] = ["patient"],
        ["Communication"] = ["subject", "sender", "recipient"],
        ["CommunicationRequest"] = ["subject", "sender", "recipient", "requester"],
        ["Consent"] = ["patient"],
        ["Provenance"] = ["patient"],
        ["QuestionnaireResponse"] = ["subject", "author"],
        ["Task"] = ["patient", "focus"],
    }.ToFrozenDictionary();

    /// <summary>The parameters that put a type into the compartment; none when it is never in one.</summary>
    public static IEnumerable<SearchDefinition> Of(string type) =>
        OfPatient.GetValueOrDefault(type, []).Select(code => SearchParameters.Find(type, code)!);
}
