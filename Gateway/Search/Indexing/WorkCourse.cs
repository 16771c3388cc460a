using System.Globalization;
using Gateway.Routing;
using FhirTask = Hl7.Fhir.Model.Task;
using TaskStatus = Hl7.Fhir.Model.Task.TaskStatus;

namespace Gateway.Search.Indexing;

/// <summary>The facts of one Task that measures are made of, short enough to stand in an index entry, which begins with when the message came.</summary>
/// <param name="Since">When the message came; this and all times in seconds since 1970.</param>
/// <param name="State">Whether it is open, answered, or ended otherwise.</param>
/// <param name="AnswerBy">The promise.</param>
/// <param name="Opened">When it was first opened.</param>
/// <param name="Answered">When it was answered.</param>
/// <param name="WasUnopened">It was alarmed about because nobody had opened it.</param>
/// <param name="WasOverdue">It was alarmed about because it was not answered as promised.</param>
/// <param name="PolicyVersion">The policy that promised.</param>
internal sealed record WorkCourse(
    long Since, WorkState State, long? AnswerBy, long? Opened, long? Answered, bool WasUnopened, bool WasOverdue, string? PolicyVersion)
{
    private const char Between = '|';
    private const string Sortable = "000000000000";

    public static WorkCourse Of(FhirTask task)
    {
        var course = TaskCourse.Of(task);
        return new WorkCourse(
            task.AuthoredOnElement?.TryToDateTimeOffset(out var authored) == true ? authored.ToUnixTimeSeconds() : 0,
            WorkTasks.IsOpen(task) ? WorkState.Open : task.Status == TaskStatus.Completed ? WorkState.Answered : WorkState.Ended,
            WorkTasks.AnswerBy(task)?.ToUnixTimeSeconds(),
            course.Opened?.ToUnixTimeSeconds(),
            WorkTasks.Answered(task)?.ToUnixTimeSeconds(),
            course.Alarms.Contains(TaskAlarm.Unopened),
            course.Alarms.Contains(TaskAlarm.Overdue),
            course.PolicyVersion);
    }

    public static WorkCourse? Parse(string text) =>
        text.Split(Between, 8) is [var since, [var state], var answerBy, var opened, var answered, var unopened, var overdue, var policy]
        && Number(since) is { } came
        && StateOf(state) is { } known
            ? new WorkCourse(
                came, known, Number(answerBy), Number(opened), Number(answered), unopened == "1", overdue == "1", policy.Length == 0 ? null : policy)
            : null;

    /// <summary>Sorts before the text of all that came later, and after that of all that came before.</summary>
    public static string From(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(Sortable, CultureInfo.InvariantCulture);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Since.ToString(Sortable, CultureInfo.InvariantCulture)}|{LetterOf(State)}|{AnswerBy}|{Opened}|{Answered}|{(WasUnopened ? 1 : 0)}|{(WasOverdue ? 1 : 0)}|{PolicyVersion}");

    private static char LetterOf(WorkState state) => state switch
    {
        WorkState.Open => 'o',
        WorkState.Answered => 'a',
        WorkState.Ended => 'e',
    };

    private static WorkState? StateOf(char letter) => letter switch
    {
        'o' => WorkState.Open,
        'a' => WorkState.Answered,
        'e' => WorkState.Ended,
        _ => null,
    };

    private static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
