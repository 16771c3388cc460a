using System.Collections.Immutable;
using Fhir.Profiles;
using Hl7.Fhir.Model;
using FhirTask = Hl7.Fhir.Model.Task;

namespace Gateway.Routing;

/// <summary>How the work on a message goes, as its Task says in the extension task-course: what alarms are reckoned by, and what is measured.</summary>
internal sealed record TaskCourse
{
    private const string Policy = "policy";
    private const string OpenUntil = "openBy";
    private const string EscalateAfter = "escalateBy";
    private const string FirstOpened = "opened";
    private const string Alarm = "alarm";

    /// <summary>The policy that promised.</summary>
    public string? PolicyVersion { get; init; }

    /// <summary>Until when somebody must have opened it.</summary>
    public DateTimeOffset? OpenBy { get; init; }

    /// <summary>When a broken promise is told again.</summary>
    public DateTimeOffset? EscalateBy { get; init; }

    /// <summary>When somebody first opened it.</summary>
    public DateTimeOffset? Opened { get; init; }

    /// <summary>The alarms that were raised.</summary>
    public ImmutableArray<TaskAlarm> Alarms { get; init; } = [];

    public static TaskCourse Of(FhirTask task) => task.GetExtension(Canonicals.TaskCourse) is not { } course ? new TaskCourse() : new TaskCourse
    {
        PolicyVersion = (course.GetExtension(Policy)?.Value as FhirString)?.Value,
        OpenBy = (course.GetExtension(OpenUntil)?.Value as Instant)?.Value,
        EscalateBy = (course.GetExtension(EscalateAfter)?.Value as Instant)?.Value,
        Opened = (course.GetExtension(FirstOpened)?.Value as Instant)?.Value,
        Alarms = [.. course.GetExtensions(Alarm).Select(alarm => TaskAlarms.Parse((alarm.Value as Code)?.Value)).OfType<TaskAlarm>()],
    };

    /// <summary>Writes it into the Task, in the place of what was there.</summary>
    public void PutInto(FhirTask task)
    {
        var course = new Extension { Url = Canonicals.TaskCourse };
        Add(course, Policy, PolicyVersion is null ? null : new FhirString(PolicyVersion));
        Add(course, OpenUntil, InstantOf(OpenBy));
        Add(course, EscalateAfter, InstantOf(EscalateBy));
        Add(course, FirstOpened, InstantOf(Opened));
        foreach (var alarm in Alarms)
        {
            Add(course, Alarm, new Code(TaskAlarms.CodeOf(alarm)));
        }

        task.RemoveExtension(Canonicals.TaskCourse);
        if (course.Extension.Count > 0)
        {
            task.Extension.Add(course);
        }
    }

    private static Instant? InstantOf(DateTimeOffset? at) => at is { } known ? new Instant(known) : null;

    private static void Add(Extension course, string part, DataType? value)
    {
        if (value is not null)
        {
            course.AddExtension(part, value);
        }
    }
}
