using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Fhir.Profiles;
using Gateway.Messages;
using Gateway.References;
using Gateway.Resources;
using Gateway.Routing;
using Gateway.Search;
using Gateway.Storage;
using Gateway.Writes;
using Hl7.Fhir.Model;
using FhirTask = Hl7.Fhir.Model.Task;
using TaskStatus = Hl7.Fhir.Model.Task.TaskStatus;

namespace Gateway.Review;

/// <summary>The Tasks about a message, once it is decided on: its review is done, and there is nothing to answer any more.</summary>
internal static class ReviewTasks
{
    private static readonly TaskStatus?[] Over =
        [TaskStatus.Completed, TaskStatus.Cancelled, TaskStatus.Rejected, TaskStatus.Failed, TaskStatus.EnteredInError];

    /// <summary>Why the message is held, as its review Task says; none if it is not under review.</summary>
    public static HeldFor? HeldForBy(ReviewCase found) => found.Tasks
        .Select(row => (FhirTask)FhirJson.ReadStored(row.Content))
        .Where(IsReview)
        .Select(task => new HeldFor(
            (task.GetExtension(Canonicals.VerdictStrength)?.Value as Code)?.Value,
            JsonSerializer.Serialize([.. task.GetExtensions(Canonicals.Evidence).Select(HitOf)], RecordJson.Default.ImmutableArrayRuleHit),
            string.Join(' ', task.GetExtensions(Canonicals.SuggestedChart).Select(ChartOf).OfType<string>())))
        .FirstOrDefault();

    public static void Stage(Changes changes, ReviewCase found, DecisionKind kind, string? person, DateTimeOffset now, SearchIndex index)
    {
        foreach (var row in found.Tasks)
        {
            var task = (FhirTask)FhirJson.ReadStored(row.Content);
            if (Over.Contains(task.Status))
            {
                continue;
            }

            if (IsReview(task))
            {
                Complete(task, kind, person);
            }
            else if (kind is DecisionKind.Release)
            {
                continue;
            }
            else if (WorkTasks.IsWork(task) && FoldedMessages.Unfold(task, $"Communication/{found.Row.ResourceId}"))
            {
                // What else its sender wrote is still to be answered.
            }
            else
            {
                task.Status = TaskStatus.Cancelled;
                task.StatusReason = new CodeableConcept(Canonicals.ReviewDecision, ReviewCodes.Of(kind));
            }

            task.LastModifiedElement = new FhirDateTime(now);
            Stamp.Put(task, row.ResourceId, row.Version + 1, now);
            new Replacement(row, index).Stage(changes, task, row.Chart, now);
        }
    }

    private static void Complete(FhirTask task, DecisionKind kind, string? person)
    {
        task.Status = TaskStatus.Completed;
        task.BusinessStatus = new CodeableConcept(Canonicals.TaskBusinessStatus, "answered");
        if (ResourceKey.TryParse(person, out var key) && key.Type is "Practitioner" or "PractitionerRole")
        {
            task.Owner = new ResourceReference(person);
        }

        task.Output.Add(new FhirTask.OutputComponent
        {
            Type = new CodeableConcept(Canonicals.TaskOutput, "decision"),
            Value = new Code(ReviewCodes.Of(kind)),
        });
    }

    private static bool IsReview(FhirTask task) => task.Code?.Coding.Any(coding => coding is { System: Canonicals.TaskCode, Code: "review-message" }) == true;

    private static string? ChartOf(Extension suggested) =>
        ResourceKey.TryParse((suggested.Value as ResourceReference)?.Reference, out var key) ? key.Id : null;

    private static RuleHit HitOf(Extension evidence) => new(
        (evidence.GetExtension("rule")?.Value as Code)?.Value ?? string.Empty,
        (evidence.GetExtension("expression")?.Value as FhirString)?.Value,
        NumberOf(evidence, "start"),
        NumberOf(evidence, "length"));

    private static int? NumberOf(Extension evidence, string part) =>
        int.TryParse(evidence.GetExtension(part)?.Value?.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>What the gateway thought of a held message.</summary>
    /// <param name="Strength">How sure it was.</param>
    /// <param name="Rules">The rules with their spans, as JSON.</param>
    /// <param name="SuggestedCharts">The suggested charts, as ids between blanks.</param>
    internal sealed record HeldFor(string? Strength, string Rules, string SuggestedCharts);
}
