using Gateway.Resources;
using Hl7.Fhir.Model;

namespace Gateway.Requests;

/// <summary>Decides whether a message that says it fulfils a CommunicationRequest may be sent.</summary>
internal static class RequestPolicy
{
    /// <summary>What stands against sending; null if nothing does.</summary>
    /// <param name="request">What the message is based on.</param>
    /// <param name="expression">Where the message names it.</param>
    public static Issue? MaySend(CommunicationRequest request, string expression = "Communication.basedOn") => request switch
    {
        { DoNotPerform: true } => new Issue(
            OperationOutcome.IssueType.BusinessRule, "The request this message is based on orders that it is not sent (doNotPerform).", expression),
        { Status: not RequestStatus.Active } => new Issue(
            OperationOutcome.IssueType.BusinessRule, "The request this message is based on is not active, so nothing is sent for it.", expression),
        _ => null,
    };
}
