using System.Collections.Immutable;
using Gateway.References;
using Gateway.Resources;
using Hl7.Fhir.Model;
using FhirTask = Hl7.Fhir.Model.Task;

namespace Gateway.Evisits;

/// <summary>Who may record which time on a message. Pure.</summary>
internal static class TimePolicy
{
    /// <summary>More than this no message takes; what is recorded is read with the Task each time.</summary>
    public const int MostEntries = 100;

    /// <param name="task">The Task.</param>
    /// <param name="request">What is wished.</param>
    /// <param name="caller">Who signed in; none for a system.</param>
    /// <param name="number">The number that a new entry gets.</param>
    /// <param name="now">When.</param>
    public static TimeDecision Decide(FhirTask task, TimeRequest request, ResourceKey? caller, int number, DateTimeOffset now)
    {
        var recorded = RecordedTime.In(task);
        var replaced = recorded.FirstOrDefault(time => time.Number == request.Replaces);
        var person = request.Person ?? caller ?? replaced?.Person;
        if (ObjectionTo(task, request, caller, person, replaced, recorded) is { } objection)
        {
            return objection;
        }

        if (request.TakesBack)
        {
            return new TimeDecision.TakeBack(replaced!);
        }

        var (start, end) = request.SpanAt(now);
        var time = new RecordedTime(replaced?.Number ?? number, person!.Value, start, end, request.Exclusion);
        if (SpanObjectionTo(time, now) is { } senseless)
        {
            return senseless;
        }

        return recorded.Any(known => known == time with { Number = known.Number }) ? new TimeDecision.Known() : new TimeDecision.Put(time, replaced is not null);
    }

    private static TimeDecision.Refuse? ObjectionTo(
        FhirTask task, TimeRequest request, ResourceKey? caller, ResourceKey? person, RecordedTime? replaced, ImmutableArray<RecordedTime> recorded)
    {
        if (task.Status == FhirTask.TaskStatus.EnteredInError)
        {
            return Refused(TimeRefusal.Ended, "This Task was a mistake: no time is recorded on it.", "Task.status");
        }

        if (person is null)
        {
            return Refused(TimeRefusal.Senseless, "Say whose time it is.", At("person"));
        }

        if (request.Replaces is not null && replaced is null)
        {
            return Refused(TimeRefusal.Senseless, "No time of this number is recorded.", At("replaces"));
        }

        if (caller is not null && (person != caller || (replaced is not null && replaced.Person != caller)))
        {
            return Refused(TimeRefusal.NotTheirs, "Who signs in records and corrects her own time.", At("person"));
        }

        return replaced is null && recorded.Length >= MostEntries
            ? Refused(TimeRefusal.Senseless, $"A Task takes {MostEntries} entries: correct one of them.", "Task.extension")
            : null;
    }

    private static TimeDecision.Refuse? SpanObjectionTo(RecordedTime time, DateTimeOffset now) => (time.End - time.Start) switch
    {
        _ when time.End > now => Refused(TimeRefusal.Senseless, "Time is recorded when it was spent: it cannot end later than now.", At("end")),
        { Ticks: < 0 } => Refused(TimeRefusal.Senseless, "Time must begin before it ends.", At("start")),
        // Without any time only the reason is told, as by who knows of the visit.
        { Ticks: 0 } when time.Exclusion is null => Refused(TimeRefusal.Senseless, "Time must begin before it ends.", At("start")),
        { TotalMinutes: > TimeRequest.MostMinutes } => Refused(
            TimeRefusal.Senseless, $"Longer than {TimeRequest.MostMinutes} minutes nobody works on one message at a stretch.", At("start")),
        _ => null,
    };

    private static TimeDecision.Refuse Refused(TimeRefusal kind, string sentence, string place) =>
        new(kind, new Issue(OperationOutcome.IssueType.BusinessRule, sentence, place));

    private static string At(string parameter) => $"Parameters.parameter.where(name = '{parameter}')";
}
