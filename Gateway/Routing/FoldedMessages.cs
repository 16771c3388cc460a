using System.Collections.Immutable;
using System.Globalization;
using Gateway.References;
using Hl7.Fhir.Model;
using FhirTask = Hl7.Fhir.Model.Task;
using TaskStatus = Hl7.Fhir.Model.Task.TaskStatus;

namespace Gateway.Routing;

/// <summary>
/// Several messages of a burst in one Task: the first is its focus, the others are inputs, in the order in which they came. It is as urgent as
/// the most urgent of them, and promised for when the first of them is. Pure.
/// </summary>
internal static class FoldedMessages
{
    /// <summary>More than anybody reads at once; what comes then is a Task of its own.</summary>
    public const int Most = 50;

    private const string Message = "message";

    /// <summary>All messages of a Task, as <c>Type/id</c>, in the order in which they came.</summary>
    public static ImmutableArray<string> Of(FhirTask task) =>
        [.. new[] { task.Focus?.Reference }.Concat(task.Input.Where(IsMessage).Select(ReferenceIn)).OfType<string>()];

    /// <summary>
    /// Whether a message that comes now can go to this Task: nobody has looked at it or been alarmed about it, it is the same people's work, and
    /// no emergency.
    /// </summary>
    /// <param name="task">The Task of what was written before.</param>
    /// <param name="destination">Who would get the message.</param>
    /// <param name="now">When it came.</param>
    /// <param name="rules">How soon is soon.</param>
    public static bool MayTake(FhirTask task, Destination destination, DateTimeOffset now, BurstRules rules) =>
        WorkTasks.IsWork(task)
        && task.Status == TaskStatus.Requested
        && task.Priority is not RequestPriority.Stat
        && TaskCourse.Of(task) is { Opened: null, Alarms.IsEmpty: true }
        && WorkTasks.PoolOf(task) == destination.Pool.ToString()
        && task.Owner?.Reference == destination.Owner.ToString()
        && Of(task).Length < Most
        && LastOf(task) is { } last && now - last <= rules.Window;

    /// <summary>Adds the message of a Task that would have been its own.</summary>
    public static void Fold(FhirTask task, FhirTask added, DateTimeOffset now)
    {
        task.Input.AddRange(added.Input.Where(asked => !task.Input.Exists(known => known.Type?.Text == asked.Type?.Text && known.Value.IsExactly(asked.Value))));
        task.Input.Add(new FhirTask.ParameterComponent { Type = new CodeableConcept { Text = Message }, Value = new ResourceReference(added.Focus!.Reference) });
        task.Priority = added.Priority > (task.Priority ?? RequestPriority.Routine) ? added.Priority : task.Priority;
        if (WorkTasks.AnswerBy(added) is { } sooner && WorkTasks.AnswerBy(task) is { } promised && sooner < promised)
        {
            task.Restriction!.Period!.EndElement = new FhirDateTime(sooner);
        }

        var (course, other) = (TaskCourse.Of(task), TaskCourse.Of(added));
        (course with { OpenBy = Sooner(course.OpenBy, other.OpenBy), EscalateBy = Sooner(course.EscalateBy, other.EscalateBy) }).PutInto(task);
        task.LastModifiedElement = new FhirDateTime(now);
        Describe(task);
    }

    /// <summary>Takes a message out, whose chart is decided on; false if the Task is about nothing else.</summary>
    public static bool Unfold(FhirTask task, string message)
    {
        var messages = Of(task).Remove(message);
        if (messages.IsEmpty || messages.Length == Of(task).Length)
        {
            return false;
        }

        task.Focus = new ResourceReference(messages[0]);
        task.Input.RemoveAll(IsMessage);
        task.Input.AddRange(messages[1..].Select(other => new FhirTask.ParameterComponent
        {
            Type = new CodeableConcept { Text = Message },
            Value = new ResourceReference(other),
        }));
        Describe(task);
        return true;
    }

    private static void Describe(FhirTask task) =>
        task.Description = Of(task).Length > 1 ? string.Create(CultureInfo.InvariantCulture, $"{Of(task).Length} messages folded") : null;

    private static DateTimeOffset? LastOf(FhirTask task) =>
        (task.LastModifiedElement ?? task.AuthoredOnElement)?.TryToDateTimeOffset(out var last) == true ? last : null;

    private static DateTimeOffset? Sooner(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other ?? one : one;

    private static bool IsMessage(FhirTask.ParameterComponent input) =>
        input.Type?.Text == Message && ReferenceIn(input) is { } reference && ResourceKey.TryParse(reference, out var key) && key.Type == "Communication";

    private static string? ReferenceIn(FhirTask.ParameterComponent input) => (input.Value as ResourceReference)?.Reference;
}
