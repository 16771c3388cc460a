using System.Collections.Frozen;
using Hl7.Fhir.Model;
using FhirTask = Hl7.Fhir.Model.Task;

namespace Gateway.Search.Definitions;

/// <summary>The date by which each type is usually sorted, and the search parameter that means it.</summary>
internal static class MainDates
{
    private static readonly FrozenDictionary<string, string> Codes = new Dictionary<string, string>
    {
        ["Communication"] = "sent",
        ["CommunicationRequest"] = "authored",
        ["Task"] = "authored-on",
        ["Questionnaire"] = "date",
        ["QuestionnaireResponse"] = "authored",
        ["Consent"] = "date",
        ["AuditEvent"] = "date",
        ["Provenance"] = "recorded",
    }.ToFrozenDictionary();

    public static bool IsMain(string type, string code) => Codes.GetValueOrDefault(type) == code;

    /// <summary>The element of a resource that says it; null when it says nothing.</summary>
    public static PrimitiveType? Of(Resource resource) => resource switch
    {
        Communication message => message.SentElement ?? message.ReceivedElement,
        CommunicationRequest request => request.AuthoredOnElement,
        FhirTask task => task.AuthoredOnElement,
        Questionnaire questionnaire => questionnaire.DateElement,
        QuestionnaireResponse answers => answers.AuthoredElement,
        Consent consent => consent.DateTimeElement,
        AuditEvent audit => audit.RecordedElement,
        Provenance provenance => provenance.RecordedElement,
        _ => null,
    };
}
