using System.Collections.Immutable;
using Hl7.Fhir.Model;
using SmartApp.Connections;
using FhirTask = Hl7.Fhir.Model.Task;
using TaskStatus = Hl7.Fhir.Model.Task.TaskStatus;

namespace SmartApp.Inbox;

/// <summary>The work on one message, read out of its Task into what pages show.</summary>
internal sealed record WorkItem
{
    /// <summary>Of messages in one burst.</summary>
    private const int Many = 3;

    public required string Id { get; init; }

    public required string Version { get; init; }

    public required Urgency Urgency { get; init; }

    /// <summary>The id of the patient it is about.</summary>
    public required string Chart { get; init; }

    /// <summary>Whose work it is, as <c>Type/id</c>.</summary>
    public string? Pool { get; init; }

    /// <summary>Who has taken it, or was given it by name.</summary>
    public string? Person { get; init; }

    /// <summary>Whether somebody has taken it.</summary>
    public bool IsTaken { get; init; }

    /// <summary>Whether who has it may be relieved of it.</summary>
    public bool IsEscalated { get; init; }

    public bool IsOpen { get; init; }

    public DateTimeOffset? Since { get; init; }

    /// <summary>Until when the sender was promised an answer.</summary>
    public DateTimeOffset? Promised { get; init; }

    /// <summary>The messages, as <c>Communication/id</c>, in the order in which they came: several where a burst was folded.</summary>
    public ImmutableArray<string> Messages { get; init; } = [];

    /// <summary>Whether so much was written about one thing that a visit may settle more.</summary>
    public bool CallsForVisit => IsOpen && Messages.Length >= Many;

    /// <summary>What the message asks for, most likely first, as codes; and how likely, in percent, where that is known.</summary>
    public ImmutableArray<(string Code, int? Percent)> Intents { get; init; } = [];

    /// <summary>The rules by which somebody else got it than usually would.</summary>
    public ImmutableArray<string> Rules { get; init; } = [];

    /// <summary>Why it was re-routed, as a code.</summary>
    public string? Rerouted { get; init; }

    /// <summary>What was said to the next one.</summary>
    public ImmutableArray<Annotation> Notes { get; init; } = [];

    /// <summary>What answered it, as <c>Communication/id</c>.</summary>
    public ImmutableArray<string> Replies { get; init; } = [];

    /// <summary>Full minutes that were recorded so far.</summary>
    public int Minutes { get; init; }

    public bool IsLateAt(DateTimeOffset now) => IsOpen && Promised < now;

    public static WorkItem Of(FhirTask task)
    {
        var isTaken = task.Status is TaskStatus.Accepted or TaskStatus.InProgress or TaskStatus.OnHold;
        var owner = task.Owner?.Reference;
        var isOfPerson = owner?.StartsWith("Practitioner", StringComparison.Ordinal) == true;
        return new WorkItem
        {
            Id = task.Id ?? "",
            Version = task.Meta?.VersionId ?? "",
            Urgency = UrgencyOf(task),
            Chart = task.For?.Reference?.Split('/')[^1] ?? "",
            Pool = task.GetExtensionValue<ResourceReference>(Terms.TaskPool)?.Reference ?? owner,
            Person = isOfPerson || isTaken ? owner : null,
            IsTaken = isTaken,
            IsEscalated = task.BusinessStatus?.Coding.Any(coding => coding is { System: Terms.TaskBusinessStatus, Code: "escalated" }) == true,
            IsOpen = isTaken || task.Status is TaskStatus.Requested or TaskStatus.Received or TaskStatus.Ready,
            Since = TimeIn(task.AuthoredOnElement),
            Promised = TimeIn(task.Restriction?.Period?.EndElement),
            Messages = [.. InputsOf(task, "message").OfType<ResourceReference>().Select(message => message.Reference).Prepend(task.Focus?.Reference).OfType<string>().Distinct()],
            Intents = [.. task.Input.Where(input => input.Type?.Text == "intent" && input.Value is Code { Value: not null }).Select(IntentOf)],
            Rules = [.. task.GetExtensions(Terms.Evidence).Select(hit => (hit.GetExtension("rule")?.Value as Code)?.Value).OfType<string>().Distinct()],
            Rerouted = task.StatusReason?.Coding.FirstOrDefault()?.Code,
            Notes = [.. task.Note],
            Replies = [.. task.Output.Select(output => output.Value).OfType<ResourceReference>().Select(reply => reply.Reference).OfType<string>()],
            Minutes = (int)task.GetExtensions(Terms.RecordedTime).Sum(MinutesIn),
        };
    }

    public static Urgency UrgencyOf(FhirTask task) => task.Priority switch
    {
        RequestPriority.Stat => Urgency.Emergency,
        RequestPriority.Asap => Urgency.Overdue,
        RequestPriority.Urgent => Urgency.Today,
        RequestPriority.Routine or null => Urgency.Routine,
    };

    public static DateTimeOffset? TimeIn(FhirDateTime? element) => element?.TryToDateTimeOffset(TimeSpan.Zero, out var time) == true ? time : null;

    private static IEnumerable<DataType?> InputsOf(FhirTask task, string name) => task.Input.Where(input => input.Type?.Text == name).Select(input => input.Value);

    private static (string, int?) IntentOf(FhirTask.ParameterComponent input) => (
        ((Code)input.Value!).Value!,
        input.GetExtensionValue<FhirDecimal>(Terms.Confidence)?.Value is { } confidence ? (int)Math.Round(confidence * 100) : null);

    private static double MinutesIn(Extension time) => time.GetExtension("period")?.Value is Period period
        && TimeIn(period.StartElement) is { } start && TimeIn(period.EndElement) is { } end && end > start ? Math.Floor((end - start).TotalMinutes) : 0;
}
