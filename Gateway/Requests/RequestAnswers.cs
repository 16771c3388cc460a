using System.Collections.Immutable;
using Gateway.Access;
using Gateway.Audit;
using Gateway.Connections;
using Gateway.Monitoring;
using Gateway.References;
using Gateway.Resources;
using Gateway.Search;
using Gateway.Storage;
using Gateway.Writes;
using Hl7.Fhir.Model;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Requests;

/// <summary>Finds what a patient's message answers, and says what is written with it: the Task is completed, and with the last one the request.</summary>
internal sealed class RequestAnswers(IDbContextFactory<GatewayDb> databases, KnownServers servers, SearchIndex index, RequestMetrics metrics, TimeProvider clock)
{
    /// <summary>A plan that stores a message, with what the message answers.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="message">The message, as it is stored by it.</param>
    /// <param name="caller">Who sends it.</param>
    /// <param name="beside">What the same transaction stores and deletes.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async ValueTask<WritePlan> WithAnswerAsync(
        WritePlan plan, Communication message, Caller caller, IReadOnlyDictionary<ResourceKey, Sibling> beside, CancellationToken cancellationToken)
    {
        if (plan.Outcome is not WriteOutcome.Created { Version.Key: var key }
            || await FindAsync(message, key, Stamp.Now(clock), caller, beside, cancellationToken) is not { } answered)
        {
            return plan;
        }

        return plan with
        {
            Stage = changes =>
            {
                plan.Stage?.Invoke(changes);
                answered.Stage(changes);
            },
            Settled = result =>
            {
                plan.Settled?.Invoke(result);
                Settle(answered, result);
            },
        };
    }

    /// <summary>Counts it once it is durable.</summary>
    public void Settle(AnsweredOccurrence? answered, CommitResult result)
    {
        if (answered is not null && result is CommitResult.Committed)
        {
            metrics.Answered(answered.IsLate);
        }
    }

    /// <summary>What a message answers; null if it is held, is nobody's who is asked, or nothing is open that it says it answers.</summary>
    /// <param name="message">The message, as it is stored.</param>
    /// <param name="key">Its key.</param>
    /// <param name="came">When it came.</param>
    /// <param name="caller">Who does this.</param>
    /// <param name="beside">What the same transaction stores and deletes.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async ValueTask<AnsweredOccurrence?> FindAsync(
        Communication message, ResourceKey key, DateTimeOffset came, Caller caller, IReadOnlyDictionary<ResourceKey, Sibling> beside, CancellationToken cancellationToken)
    {
        if (message is not { BasedOn.Count: > 0, Status: EventStatus.InProgress or EventStatus.Completed } || !RequestPolicy.IsAnswer(message))
        {
            return null;
        }

        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await OpenForAsync(message, came, db, cancellationToken) is { } open
            && ResourceKey.TryParse(open.Task.Focus?.Reference, out var asks)
            && !IsTouched(message, key, open, asks, beside)
            ? await AnsweredAsync(open, asks, key, came, caller, db, cancellationToken)
            : null;
    }

    private async ValueTask<AnsweredOccurrence> AnsweredAsync(
        OpenOccurrence open, ResourceKey asks, ResourceKey answer, DateTimeOffset came, Caller caller, GatewayDb db, CancellationToken cancellationToken)
    {
        var (now, isLate) = (Stamp.Now(clock), OccurrenceTasks.IsLate(open.Task, came));
        var task = open.Changed(
            one => OccurrenceTasks.Answer(one, answer, came, now), version => AuditEntries.Changed(caller, AuditAction.Update, open.Row, version), index, now);
        var completed = await CompletedAsync(asks, now, db, cancellationToken);
        return new AnsweredOccurrence(
            changes =>
            {
                task(changes);
                completed?.Invoke(changes);
            },
            isLate);
    }

    // The one that is named, or the earliest that is open; in the chart that the message is in.
    private async ValueTask<OpenOccurrence?> OpenForAsync(Communication message, DateTimeOffset came, GatewayDb db, CancellationToken cancellationToken)
    {
        ImmutableArray<ResourceKey> named = [.. message.BasedOn.Select(reference => ReferenceTarget.Of(reference, servers.Bases)).OfType<ReferenceTarget.Literal>().Select(literal => literal.Key)];
        foreach (var key in named.Where(key => key.Type == "Task"))
        {
            if (await ResourceQueries.CurrentAsync(db, key, cancellationToken) is { } row && OpenOccurrence.Answerable(row, came) is { } open && IsInChart(open, message))
            {
                return open;
            }
        }

        foreach (var key in named.Where(key => key.Type == "CommunicationRequest"))
        {
            if ((await OpenOccurrence.AnswerableAsync(db, key, came, cancellationToken)).FirstOrDefault(open => IsInChart(open, message)) is { } earliest)
            {
                return earliest;
            }
        }

        return null;
    }

    private bool IsInChart(OpenOccurrence open, Communication message) =>
        message.Subject is { } subject && ReferenceTarget.Of(subject, servers.Bases) is ReferenceTarget.Literal { Key: { Type: "Patient", Id: var id } } && id == open.Row.Chart;

    // Of several answers in one transaction one is taken; and what the transaction itself changes, it changes.
    private static bool IsTouched(Communication message, ResourceKey key, OpenOccurrence open, ResourceKey asks, IReadOnlyDictionary<ResourceKey, Sibling> beside) =>
        beside.ContainsKey(asks) || beside.ContainsKey(new ResourceKey("Task", open.Row.ResourceId))
        || beside.Any(sibling => sibling.Value.Resource is Communication other && !ReferenceEquals(other, message)
            && sibling.Key != key && other.BasedOn.Count > 0 && string.CompareOrdinal(sibling.Key.Id, key.Id) < 0);

    private async ValueTask<Action<Changes>?> CompletedAsync(ResourceKey asks, DateTimeOffset now, GatewayDb db, CancellationToken cancellationToken)
    {
        if (await ResourceQueries.CurrentAsync(db, asks, cancellationToken) is not { IsDeleted: false } row
            || FhirJson.ReadStored(row.Content) is not CommunicationRequest { Status: RequestStatus.Active } request
            || RequestCourse.Of(request) is not { } course
            || ScheduleReader.Read(request, course.Zone).Schedule?.NextAfter(course.Last, course.Since) is not null)
        {
            return null;
        }

        var (stale, version) = (new Replacement(row, index), row.Version + 1);
        (course with { Next = null }).PutInto(request);
        request.Status = RequestStatus.Completed;
        Stamp.Put(request, row.ResourceId, version, now);
        return changes =>
        {
            stale.Stage(changes, request, row.Chart, now);
            changes.Add(RequestTrail.Entry(AuditAction.Update, asks, version, row.Chart));
        };
    }
}
