using Gateway.Monitoring;
using Gateway.Search.Definitions;
using Hl7.Fhir.Model;
using FhirTask = Hl7.Fhir.Model.Task;

namespace Gateway.Search.Indexing;

/// <summary>
/// By what the requests with a schedule, and the Tasks to answer them, are found when there is something to do. Kept like the entries of search
/// parameters, so that they change with them in one transaction, and offered to no search.
/// </summary>
internal static class RequestEntries
{
    /// <summary>The entry of a request that runs: its code is when there is something to do next.</summary>
    public static readonly int Next = ParameterNumber.Of("CommunicationRequest", "$request-next");

    /// <summary>The entry of a Task that nobody has answered: its code is when something becomes of it.</summary>
    public static readonly int Step = ParameterNumber.Of("Task", "$request-step");

    public static void AddTo(SearchEntries entries, CommunicationRequest request)
    {
        if (request.Status == RequestStatus.Active && RequestCourse.Of(request)?.Next is { } next)
        {
            entries.Tokens.Add((Next, WorkEntries.TextOf(next.ToDateTimeOffset()), string.Empty));
        }
    }

    public static void AddTo(SearchEntries entries, FhirTask task)
    {
        if (OccurrenceTasks.NextStep(task) is { Due: var due })
        {
            entries.Tokens.Add((Step, WorkEntries.TextOf(due), string.Empty));
        }
    }
}
