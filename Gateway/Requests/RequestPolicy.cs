using Gateway.Resources;
using Hl7.Fhir.Model;

namespace Gateway.Requests;

/// <summary>Decides whether a message that says it fulfils a CommunicationRequest may be sent.</summary>
internal static class RequestPolicy
{
    /// <summary>What stands against sending; null if nothing does.</summary>
    /// <param name="request">What the message is based on.</param>
    /// <param name="expression">Where the message names it.</param>
    /// <param name="isAnswer">It is the answer of who is asked: one that comes when the request is over is late, and read all the same.</param>
    public static Issue? MaySend(CommunicationRequest request, string expression = "Communication.basedOn", bool isAnswer = false) => request switch
    {
        { DoNotPerform: true } => new Issue(
            OperationOutcome.IssueType.BusinessRule, "The request this message is based on orders that it is not sent (doNotPerform).", expression),
        { Status: RequestStatus.Completed } when isAnswer => null,
        { Status: not RequestStatus.Active } => new Issue(
            OperationOutcome.IssueType.BusinessRule, "The request this message is based on is not active, so nothing is sent for it.", expression),
        _ => null,
    };

    /// <summary>A patient's, or somebody's who acts for a patient.</summary>
    public static bool IsAnswer(Communication message) => message.Sender?.Reference?.Split('/') is [.., "Patient" or "RelatedPerson", _];
}
