using System.Collections.Immutable;
using Gateway.References;
using Gateway.Resources;
using Hl7.Fhir.Model;

namespace Gateway.Requests;

/// <summary>What a CommunicationRequest must say, and what may still change about it.</summary>
/// <remarks>
/// A draft is open. Once it is active somebody may act on it: whom it is about, who asks, who sends to whom, what is said and whether at
/// all stay, and a change is a new request that <c>replaces</c> this one. When it happens may be moved, as clinics do every day.
/// </remarks>
internal static class RequestLifecycle
{
    public static readonly Transitions<RequestStatus> Statuses = new(
        "CommunicationRequest.status",
        [RequestStatus.Draft, RequestStatus.Active],
        (RequestStatus.Draft, [RequestStatus.Active, RequestStatus.Revoked, RequestStatus.EnteredInError]),
        (RequestStatus.Active, [RequestStatus.OnHold, RequestStatus.Revoked, RequestStatus.Completed, RequestStatus.EnteredInError]),
        (RequestStatus.OnHold, [RequestStatus.Active, RequestStatus.Revoked, RequestStatus.EnteredInError]),
        (RequestStatus.Revoked, [RequestStatus.EnteredInError]),
        (RequestStatus.Completed, [RequestStatus.EnteredInError]),
        (RequestStatus.EnteredInError, []),
        (RequestStatus.Unknown, [RequestStatus.Active, RequestStatus.OnHold, RequestStatus.Revoked, RequestStatus.Completed, RequestStatus.EnteredInError]));

    private static readonly Protection OnceActive = new(
        "A request that is no longer a draft keeps this: revoke it and make a new one that replaces it.",
        "status", "statusReason", "priority", "occurrence", "category", "medium", "reasonCode", "reasonReference", "note", "text", "language");

    private static readonly Protection OnceEnded = new(
        "A request that has ended keeps this: make a new one that replaces it.", "status", "statusReason", "note", "text", "language");

    /// <param name="before">What is stored; null for a new request.</param>
    /// <param name="after">What shall be stored.</param>
    /// <param name="knownBases">The FHIR bases that are our own or the EHR's.</param>
    public static ImmutableArray<Issue> Check(CommunicationRequest? before, CommunicationRequest after, IReadOnlyList<string> knownBases) =>
    [
        .. Statuses.Check(before?.Status, after.Status),
        .. before is { Status: { } status } ? ProtectionOf(status)?.Check(before, after) ?? [] : [],
        .. SubjectIssues(after, knownBases),
        .. ContentIssues(after),
        .. NotUnderstood(after),
    ];

    private static Protection? ProtectionOf(RequestStatus status) => status switch
    {
        RequestStatus.Draft => null,
        RequestStatus.Active or RequestStatus.OnHold or RequestStatus.Unknown => OnceActive,
        RequestStatus.Revoked or RequestStatus.Completed or RequestStatus.EnteredInError => OnceEnded,
    };

    private static IEnumerable<Issue> SubjectIssues(CommunicationRequest request, IReadOnlyList<string> knownBases)
    {
        if (request.Subject is null)
        {
            yield return new Issue(
                OperationOutcome.IssueType.Required, "A request is about exactly one patient: subject is needed.", "CommunicationRequest.subject");
        }
        else if (ReferenceTarget.Of(request.Subject, knownBases)
            is not (ReferenceTarget.Literal { Key.Type: "Patient" } or ReferenceTarget.Logical { Type: null or "Patient" }))
        {
            yield return new Issue(
                OperationOutcome.IssueType.BusinessRule,
                "The subject must be one Patient of the EHR, as Patient/id or by a business identifier.",
                "CommunicationRequest.subject");
        }
    }

    private static IEnumerable<Issue> ContentIssues(CommunicationRequest request)
    {
        if (request is { Payload.Count: 0, About.Count: 0 })
        {
            yield return new Issue(
                OperationOutcome.IssueType.Required,
                "A request tells what to communicate: at least one payload, or what it is about, is needed.",
                "CommunicationRequest.payload");
        }

        foreach (var (index, payload) in request.Payload.Index())
        {
            if (payload.Content is FhirString { Value: var text } && string.IsNullOrWhiteSpace(text))
            {
                yield return new Issue(
                    OperationOutcome.IssueType.Required, "This part of the request is blank.", $"CommunicationRequest.payload[{index}].content");
            }
        }
    }

    // What changes the meaning of a request must be understood or refused (R4 extensibility, modifierExtension).
    private static IEnumerable<Issue> NotUnderstood(CommunicationRequest request)
    {
        const string Sentence = "This element would change the meaning of the request in a way this server does not understand.";
        if (request.ImplicitRules is not null)
        {
            yield return new Issue(OperationOutcome.IssueType.NotSupported, Sentence, "CommunicationRequest.implicitRules");
        }

        if (request.ModifierExtension.Count > 0)
        {
            yield return new Issue(OperationOutcome.IssueType.NotSupported, Sentence, "CommunicationRequest.modifierExtension");
        }

        foreach (var (index, payload) in request.Payload.Index())
        {
            if (payload.ModifierExtension.Count > 0)
            {
                yield return new Issue(OperationOutcome.IssueType.NotSupported, Sentence, $"CommunicationRequest.payload[{index}].modifierExtension");
            }
        }
    }
}
