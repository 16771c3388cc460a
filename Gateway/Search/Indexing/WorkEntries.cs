using System.Globalization;
using Gateway.Evisits;
using Gateway.References;
using Gateway.Routing;
using Gateway.Search.Definitions;
using FhirTask = Hl7.Fhir.Model.Task;

namespace Gateway.Search.Indexing;

/// <summary>
/// What the Task to answer a message is queued, alarmed about and measured by. Kept like the entries of search parameters, so that they
/// change with the Task in one transaction, and offered to no search.
/// </summary>
internal static class WorkEntries
{
    /// <summary>The entry of an open Task by which alarms find it: its code is when the next alarm is due, and which; its system the pool.</summary>
    public static readonly int Alarm = ParameterNumber.Of("Task", "$work-alarm");

    /// <summary>The entry of each Task for ever: its code is the <see cref="WorkCourse"/>, its system the pool.</summary>
    public static readonly int Course = ParameterNumber.Of("Task", "$work-course");

    private static readonly int Focus = ParameterNumber.Of("Task", "focus");

    /// <summary>The entries of a Task that time was recorded on: the system is the patient, the code when the message came, and when each time began.</summary>
    public static readonly int Spent = ParameterNumber.Of("Task", "$work-time");

    private const string Time = "yyyy-MM-ddTHH:mm:ssZ";
    private const char Between = '|';

    /// <summary>
    /// The entry of an open Task in the inbox of its pool: a parameter for each pool, so that the inbox lies in the store in its order. Its code
    /// is how urgent it is, then until when it is promised; its system the pool. What somebody has, or was given, has another one under that person.
    /// </summary>
    public static int InboxOf(string pool) => ParameterNumber.Of("Task", $"$inbox {pool}");

    public static void AddTo(SearchEntries entries, FhirTask task)
    {
        if (!WorkTasks.IsWork(task) || WorkTasks.PoolOf(task) is not { } pool)
        {
            return;
        }

        // Who looks for the Task of a message finds the one that it was folded into.
        entries.References.AddRange(FoldedMessages.Of(task).Where(message => message != task.Focus?.Reference).Distinct().Select(message => (Focus, message)));
        entries.Tokens.Add((Course, WorkCourse.Of(task).ToString(), pool));
        AddSpent(entries, task);
        if (!WorkTasks.IsOpen(task))
        {
            return;
        }

        var place = $"{ReviewEntries.RankOf(task)}{Between}{TextOf(WorkTasks.AnswerBy(task) ?? DateTimeOffset.MaxValue)}";
        entries.Tokens.Add((InboxOf(pool), place, pool));
        if (task.Owner?.Reference is { } owner && owner != pool && ResourceKey.TryParse(owner, out var person) && WorkTasks.IsPerson(person))
        {
            entries.Tokens.Add((InboxOf(owner), place, pool));
        }

        if (NextAlarm(task) is { } next)
        {
            entries.Tokens.Add((Alarm, $"{TextOf(next.Due)}{Between}{TaskAlarms.CodeOf(next.Alarm)}", pool));
        }
    }

    /// <summary>Sorts before the code of every alarm that is due later.</summary>
    public static string DueUntil(DateTimeOffset now) => TextOf(now.AddSeconds(1));

    /// <summary>The alarm that is due first of those that were not raised.</summary>
    public static (DateTimeOffset Due, TaskAlarm Alarm)? NextAlarm(FhirTask task)
    {
        var course = TaskCourse.Of(task);
        (DateTimeOffset Due, TaskAlarm Alarm)? next = null;
        Consider(course.Opened is null ? course.OpenBy : null, TaskAlarm.Unopened);
        Consider(WorkTasks.AnswerBy(task), TaskAlarm.Overdue);
        Consider(course.EscalateBy, TaskAlarm.LongOverdue);
        Consider(LeftLyingAt(task, course), TaskAlarm.LeftLying);
        return next;

        void Consider(DateTimeOffset? due, TaskAlarm alarm)
        {
            if (due is { } at && !course.Alarms.Contains(alarm) && (next is null || at < next.Value.Due))
            {
                next = (at, alarm);
            }
        }
    }

    // Taking it ends the escalation: who takes what was long overdue has as long as lay between the two alarms before.
    private static DateTimeOffset? LeftLyingAt(FhirTask task, TaskCourse course) =>
        WorkTasks.ClaimedSince(task) is { } since && course.EscalateBy is { } escalated && WorkTasks.AnswerBy(task) is { } promised && since >= escalated
            ? since + (escalated - promised)
            : null;

    private static void AddSpent(SearchEntries entries, FhirTask task)
    {
        var recorded = RecordedTime.In(task);
        if (recorded.IsEmpty || task.For?.Reference is not { } patient)
        {
            return;
        }

        var begins = recorded.Select(time => time.Start);
        var came = task.AuthoredOnElement?.TryToDateTimeOffset(out var authored) == true ? begins.Append(authored) : begins;
        entries.Tokens.AddRange(came.Select(WorkCourse.From).Distinct().Select(code => (Spent, code, patient)));
    }

    /// <summary>An instant as text that sorts.</summary>
    internal static string TextOf(DateTimeOffset at) => at.UtcDateTime.ToString(Time, CultureInfo.InvariantCulture);
}
