using Hl7.Fhir.Model;
using SmartApp.Connections;
using SmartApp.Inbox;
using FhirTask = Hl7.Fhir.Model.Task;
using TaskStatus = Hl7.Fhir.Model.Task.TaskStatus;

namespace SmartApp.Requests;

/// <summary>What a patient is asked for, and how far it is.</summary>
/// <param name="Id">Of the CommunicationRequest.</param>
/// <param name="Text">What the patient reads.</param>
/// <param name="State">One of <see cref="AskedState"/>.</param>
/// <param name="At">Until when an answer is awaited, since when it is overdue, or when the next is asked for.</param>
/// <param name="Answered">How many answers there were.</param>
/// <param name="Missed">How many there were not.</param>
internal sealed record AskedFor(string Id, string Text, AskedState State, DateTimeOffset? At, int Answered, int Missed)
{
    /// <summary>How often it is asked, as a name of ours; null for another way.</summary>
    public string? Rhythm { get; init; }

    /// <summary>How many times in all, where it says so.</summary>
    public int? Times { get; init; }

    public bool CanBeStopped => State is not (AskedState.Stopped or AskedState.Done);

    /// <param name="request">As the gateway has it.</param>
    /// <param name="tasks">The Tasks to answer it.</param>
    /// <param name="now">When it is asked.</param>
    /// <returns>Null for a request that nobody is asked to answer.</returns>
    public static AskedFor? Of(CommunicationRequest request, IEnumerable<FhirTask> tasks, DateTimeOffset now)
    {
        if (request.Id is not { } id || request.GetExtension(Terms.RequestCourse) is not { } course)
        {
            return null;
        }

        var all = tasks.ToList();
        var open = all.Where(task => task.Status is TaskStatus.Requested).Select(task => WorkItem.TimeIn(task.Restriction?.Period?.EndElement)).OrderBy(end => end).ToList();
        var next = (course.GetExtension("next")?.Value as Instant)?.Value;
        var (state, at) = (request.Status, open) switch
        {
            (RequestStatus.Revoked or RequestStatus.EnteredInError, _) => (AskedState.Stopped, null),
            (RequestStatus.Completed, _) => (AskedState.Done, null),
            (RequestStatus.OnHold, _) => (AskedState.Paused, null),
            (_, [{ } end, ..]) when end <= now => (AskedState.Overdue, end),
            (_, [var end, ..]) => (AskedState.Awaited, end),
            _ => (AskedState.Planned, next),
        };
        var timing = request.GetExtension(Terms.RequestSchedule)?.GetExtension("timing")?.Value as Timing;
        return new AskedFor(
            id, request.Payload.Select(payload => payload.Content).OfType<FhirString>().FirstOrDefault()?.Value ?? "", state, at,
            all.Count(task => task.Status is TaskStatus.Completed), all.Count(task => task.Status is TaskStatus.Failed))
        {
            Rhythm = Requests.Rhythm.Of(timing),
            Times = timing?.Repeat?.Count,
        };
    }
}
