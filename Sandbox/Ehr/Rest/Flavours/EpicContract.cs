using System.Text.Json;

namespace Sandbox.Ehr.Rest.Flavours;

/// <summary>What an EHR in Epic's manner demands of a Communication beyond FHIR: no other element than its create has.</summary>
internal static class EpicContract
{
    private static readonly string[] Elements =
    [
        "resourceType", "identifier", "status", "category", "priority", "subject", "topic", "encounter", "sent", "recipient", "sender", "payload",
    ];

    private static readonly string[] Required = ["identifier", "category", "payload"];

    public static (int Status, EhrIssue Issue)? Fault(JsonElement message)
    {
        foreach (var element in message.EnumerateObject().Select(property => property.Name))
        {
            if (!Elements.Contains(element))
            {
                return Wrong("not-supported", $"This EHR takes no '{element}' here.", element);
            }
        }

        foreach (var element in Required)
        {
            if (!message.TryGetProperty(element, out _))
            {
                return Wrong("required", $"This EHR needs '{element}'.", element);
            }
        }

        return ElementValues.At(message, "payload").Any(part => part.TryGetProperty("contentReference", out _))
            ? Wrong("not-supported", "This EHR takes text and attachments.", "payload")
            : null;
    }

    /// <summary>A search is within a patient, or by id.</summary>
    public static EhrIssue? Fault(SearchRequest request) => request.Criteria.Any(criterion => criterion.Parameter.Name is "patient" or "subject" or "_id")
        ? null
        : new EhrIssue(EhrCode.InvalidParameter, "required", "A search of Communications needs a patient.");

    private static (int Status, EhrIssue Issue) Wrong(string type, string sentence, string element) =>
        (StatusCodes.Status400BadRequest, new EhrIssue(EhrCode.InvalidContent, type, sentence, $"Communication.{element}"));
}
