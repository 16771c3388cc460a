using System.Collections.Immutable;
using System.Diagnostics;
using Gateway.Engagement;
using Gateway.Forms;
using Gateway.Messages;
using Gateway.Monitoring;
using Gateway.Requests;
using Gateway.Resources;
using Gateway.Routing;
using Gateway.Topics;
using Hl7.Fhir.Model;
using FhirTask = Hl7.Fhir.Model.Task;

namespace Gateway.Interactions;

/// <summary>What each type lets become of its resources, after docs/lifecycles.md.</summary>
internal static class Lifecycles
{
    /// <summary>Everything that stands against the change.</summary>
    /// <param name="before">The resource as stored; null when it is made.</param>
    /// <param name="after">The resource as it is to be stored.</param>
    /// <param name="knownBases">FHIR bases, ending in a slash, that are our own or the EHR's.</param>
    public static ImmutableArray<Issue> Check(Resource? before, Resource after, IReadOnlyList<string> knownBases) => after switch
    {
        // The intake judges new messages. Nobody may make a message look less urgent than it is known to be.
        Communication message when before is Communication stored => MessageLifecycle.Check(stored, message, stored.Priority ?? RequestPriority.Routine),
        CommunicationRequest request => RequestLifecycle.Check((CommunicationRequest?)before, request, knownBases),
        FhirTask task => [.. TaskLifecycle.Check((FhirTask?)before, task), .. OccurrenceLifecycle.Check((FhirTask?)before, task)],
        Consent consent => ConsentLifecycle.Check((Consent?)before, consent),
        Questionnaire questionnaire => QuestionnaireLifecycle.Check((Questionnaire?)before, questionnaire),
        QuestionnaireResponse response => ResponseLifecycle.Check((QuestionnaireResponse?)before, response),
        Subscription subscription => SubscriptionLifecycle.Check((Subscription?)before, subscription),
        _ => throw new UnreachableException(),
    };

    /// <summary>What the gateway adds to a change that is allowed.</summary>
    public static void Keep(Resource? before, Resource after, DateTimeOffset now)
    {
        if (before is FhirTask stored && after is FhirTask task)
        {
            WorkTasks.Keep(stored, task, now);
        }
    }

    /// <summary>Why it cannot be deleted; null if it can. What has taken effect is ended by its status, and stays on record.</summary>
    public static Issue? ObjectionToDelete(Resource resource) => resource switch
    {
        CommunicationRequest { Status: RequestStatus.Draft } => null,
        Consent { Status: Consent.ConsentState.Draft or Consent.ConsentState.Proposed } => null,
        Questionnaire { Status: PublicationStatus.Draft } => null,
        QuestionnaireResponse { Status: QuestionnaireResponse.QuestionnaireResponseStatus.InProgress } => null,
        Subscription => null,
        _ => new Issue(
            OperationOutcome.IssueType.BusinessRule,
            "Only a draft can be deleted. What has taken effect is ended by its status, and stays on record.",
            $"{resource.TypeName}.status"),
    };
}
