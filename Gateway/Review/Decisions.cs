using System.Collections.Immutable;
using System.Text.Json;
using Fhir.Profiles;
using Gateway.Access;
using Gateway.Audit;
using Gateway.Connections;
using Gateway.Delivery;
using Gateway.Messages;
using Gateway.OnCall;
using Gateway.References;
using Gateway.Requests;
using Gateway.Resources;
using Gateway.Rest;
using Gateway.Search;
using Gateway.Storage;
using Gateway.Triage;
using Gateway.Writes;
using Hl7.Fhir.Model;
using Microsoft.Extensions.Options;

namespace Gateway.Review;

/// <summary>The story of a decision on a message's chart: read it, see who decides, let the intake judge what is filed by it, and say what to save.</summary>
internal sealed class Decisions(
    ReviewCases cases,
    DecidedFiling filing,
    ScopeJudge scopes,
    OpenWorkReader openWork,
    SequenceBlocks sequences,
    SearchIndex index,
    Couriers couriers,
    Alerts alerts,
    RequestAnswers answers,
    IOptions<EhrOptions> ehr,
    IOptions<ReviewOptions> options,
    TimeProvider clock,
    ILogger<Decisions> logger)
{
    public async ValueTask<DecisionPlan> PlanAsync(
        string id, ReviewRequest request, Decider decider, Preconditions preconditions, CancellationToken cancellationToken)
    {
        var action = ReviewCodes.ActionOf(request.Kind);
        if (await cases.FindAsync(id, cancellationToken) is not { } found)
        {
            return WritePlan.Recorded(
                WriteOutcome.Refused.Because(StatusCodes.Status404NotFound), AuditEntries.Unknown(decider.Caller, action, Decider.Type, id));
        }

        var judged = scopes.Before(decider.Reader, Decider.Type, found.Row.Content);
        var (sees, capacity) = Decider.CapacityFor(found.Row, judged);
        var repeated = found.Last is { } last && last.Kind == request.Kind && last.Fingerprint.AsSpan().SequenceEqual(request.Fingerprint) ? last : null;
        if (repeated is not null && (capacity is not null || IsBy(repeated, decider.Caller)))
        {
            // Whoever decided so may see the message no longer, and is answered the same all the same.
            return Repeated(found, repeated, decider.Caller);
        }

        if (!sees)
        {
            return WritePlan.Recorded(
                WriteOutcome.Refused.Because(StatusCodes.Status404NotFound),
                AuditEntries.Denied(decider.Caller, action, Decider.Type, id, found.Row, AuditEntries.NotVisible));
        }

        if (capacity is not { } by || !MaySend(by, request.Kind, judged.Caller))
        {
            return Forbidden(found, action, decider);
        }

        switch (ReviewPolicy.Of(request.Kind, by, found.State))
        {
            case Permission.Given:
                break;
            case Permission.Denied:
                return Forbidden(found, action, decider);
            case Permission.NotHeld:
                return Conflict("This message is not held: there is nothing to decide on. One that is in the wrong chart is redirected or retracted.");
            case Permission.NotFiled:
                return Conflict("This message is held and in no chart: release, redirect, split or reject it.");
            case Permission.Ended:
                return Conflict("What becomes of this message was decided before, and its content is sealed.");
        }

        if (!preconditions.AllowChangeOf(found.Row.Version))
        {
            return WriteOutcome.Refused.Because(
                StatusCodes.Status412PreconditionFailed,
                new Issue(OperationOutcome.IssueType.Conflict, "If-Match: the current version is another one. Read it again, and decide then."));
        }

        return request switch
        {
            ReviewRequest.Release => await ReleaseAsync(found, request, decider, by, cancellationToken),
            ReviewRequest.Redirect redirect => await MoveAsync(
                found, request, [MovedMessage.For(redirect.Chart, found.Content, found.Policy.Routing)], decider, by, cancellationToken),
            ReviewRequest.Split split => await SplitAsync(found, split, decider, by, cancellationToken),
            _ => Made(found, request, [], decider, by, []),
        };
    }

    /// <summary>Ends a message that came from the EHR, and that the EHR says was entered in error: that needs nobody's decision here.</summary>
    /// <param name="found">The message; it has not ended yet.</param>
    /// <param name="ehr">Who says so.</param>
    public WritePlan EndedAtOrigin(ReviewCase found, Caller ehr)
    {
        ReviewRequest request = found.State == MessageState.Held ? new ReviewRequest.Reject(ReviewCodes.NotForAChart) : new ReviewRequest.Retract(ReviewCodes.NotForAChart);
        return Made(found, request, [], new Decider(new Reader(ehr, []), ehr), DecidedBy.System, [], isToldToEhr: false).Plan;
    }

    // A sender's message is made anew: that needs the right to send.
    private static bool MaySend(DecidedBy by, DecisionKind kind, Caller caller) =>
        by != DecidedBy.Sender || kind is not (DecisionKind.Redirect or DecisionKind.Split) || caller.Allows(Decider.Type, ScopeRights.Create);

    private async ValueTask<DecisionPlan> ReleaseAsync(
        ReviewCase found, ReviewRequest request, Decider decider, DecidedBy by, CancellationToken cancellationToken)
    {
        var content = (Communication)found.Content.DeepCopy();
        content.Status = found.FromEhr is null ? EventStatus.InProgress : EventStatus.Completed;
        content.StatusReason = null;
        var id = new MessageId(found.Row.ResourceId);
        switch (await filing.DecideAsync(content, id, decider, by, cancellationToken))
        {
            case Filing.Decided { Decision: IntakeDecision.Route route, Facts.Chart: { } chart } when found.FromEhr is not null:
                return await ReleaseReplyAsync(found, request, content, chart.Id, route with { NeedsAnswer = false }, decider, by, cancellationToken);
            case Filing.Decided { Decision: IntakeDecision.Route route, Facts.Chart: { } chart }:
                var now = Stamp.Now(clock);
                var message = MessageWriter.Filed(content, id, chart.Id, route, now);
                Stamp.Put(message, id.Value, found.Row.Version + 1, now);
                var task = TaskFor(found, chart.Id, TaskWriter.ForPool(id, chart.Id, route, now), await sequences.NextAsync(cancellationToken), decider, now);
                var decision = DecisionOn(found, request, [(chart.Id, id)], decider, by, now);
                // What it answers, it has answered since it came.
                var answered = await answers.FindAsync(message, id.Key, found.Row.LastUpdated, decider.Caller, Sibling.None, cancellationToken);
                return new DecisionPlan(
                    new WritePlan(new WriteOutcome.Updated(VersionOf(found, message)))
                    {
                        Stage = changes =>
                        {
                            new Replacement(found.Row, index).Stage(changes, message, chart.Id.Value, now, isHeld: false);
                            task.Stage(changes);
                            changes.Add(new OutboxEntry { Connection = ehr.Value.Name, Chart = chart.Id.Value, MessageId = id.Value, DueAt = now });
                            StageDecision(changes, found, decision, decider, isHeld: false);
                            answered?.Stage(changes);
                        },
                        Settled = result =>
                        {
                            Settle(result, decision, [chart.Id]);
                            answers.Settle(answered, result);
                        },
                    },
                    decision);
            case Filing.Impossible impossible:
                return impossible.Outcome;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    // The EHR has it, and nobody is to answer it: what waited for it is answered.
    private async ValueTask<DecisionPlan> ReleaseReplyAsync(
        ReviewCase found, ReviewRequest request, Communication content, PatientId chart, IntakeDecision.Route route, Decider decider, DecidedBy by, CancellationToken cancellationToken)
    {
        var (id, now) = (new MessageId(found.Row.ResourceId), Stamp.Now(clock));
        var message = MessageWriter.Filed(content, id, chart, route, now);
        Stamp.Put(message, id.Value, found.Row.Version + 1, now);
        var answered = await openWork.AnsweredByAsync(message, chart, cancellationToken);
        var author = ResourceKey.TryParse(found.Row.Sender, out var sender) ? sender : (ResourceKey?)null;
        var decision = DecisionOn(found, request, [(chart, id)], decider, by, now);
        return new DecisionPlan(
            new WritePlan(new WriteOutcome.Updated(VersionOf(found, message)))
            {
                Stage = changes =>
                {
                    new Replacement(found.Row, index).Stage(changes, message, chart.Value, now, isHeld: false);
                    answered.StageAnswered(changes, id.Key, decider.Caller, author, index, now);
                    StageDecision(changes, found, decision, decider, isHeld: false);
                },
                Settled = result => Settle(result, decision, []),
            },
            decision);
    }

    private async ValueTask<DecisionPlan> SplitAsync(
        ReviewCase found, ReviewRequest.Split split, Decider decider, DecidedBy by, CancellationToken cancellationToken)
    {
        List<Communication> parts = [];
        foreach (var part in split.Parts)
        {
            if (MovedMessage.PartFor(part, found.Content, found.Policy.Routing, out var issues) is not { } moved)
            {
                return new WriteOutcome.Refused(StatusCodes.Status422UnprocessableEntity, issues);
            }

            parts.Add(moved);
        }

        return await MoveAsync(found, split, parts, decider, by, cancellationToken);
    }

    private async ValueTask<DecisionPlan> MoveAsync(
        ReviewCase found, ReviewRequest request, IReadOnlyList<Communication> messages, Decider decider, DecidedBy by, CancellationToken cancellationToken)
    {
        List<IntakeRecord> records = [];
        List<NewAlert> raised = [];
        foreach (var message in messages)
        {
            var id = MessageId.New(clock);
            switch (await filing.DecideAsync(message, id, decider, by, cancellationToken))
            {
                case Filing.Impossible impossible:
                    return impossible.Outcome;
                case Filing.Decided decided when request is ReviewRequest.Redirect && decided.Facts.Chart?.Id.Value == found.Row.Chart:
                    return WriteOutcome.Refused.Because(
                        StatusCodes.Status422UnprocessableEntity,
                        new Issue(OperationOutcome.IssueType.BusinessRule, "The message is in, or addressed to, this very chart.", "Parameters.parameter"));
                case Filing.Decided decided:
                    records.Add(IntakeRecord.Of(
                        decided.Facts,
                        decided.Decision,
                        ehr.Value.Name,
                        (await sequences.NextAsync(cancellationToken), await sequences.NextAsync(cancellationToken)),
                        index,
                        clock,
                        $"{Decider.Type}/{found.Row.ResourceId}"));
                    if (decided.Decision.Urgency == Urgency.Emergency)
                    {
                        raised.Add(await alerts.ForKeptAsync(id, found.Policy, cancellationToken));
                    }

                    break;
            }
        }

        // By way of merges two charts may be one.
        return records.DistinctBy(record => record.Chart).Count() == records.Count
            ? Made(found, request, records, decider, by, raised)
            : WriteOutcome.Refused.Because(
                StatusCodes.Status422UnprocessableEntity,
                new Issue(OperationOutcome.IssueType.BusinessRule, "Two of the parts are for one and the same chart.", "Parameters.parameter"));
    }

    /// <summary>The decision that ends a message: what is made instead of it, if anything, and its content sealed.</summary>
    private DecisionPlan Made(
        ReviewCase found,
        ReviewRequest request,
        IReadOnlyList<IntakeRecord> records,
        Decider decider,
        DecidedBy by,
        IReadOnlyList<NewAlert> raised,
        bool isToldToEhr = true)
    {
        var now = Stamp.Now(clock);
        var decision = DecisionOn(found, request, [.. records.Select(record => (record.Chart, record.MessageId))], decider, by, now);
        return new DecisionPlan(
            new WritePlan(new WriteOutcome.Updated(VersionOf(found, Sealing.Ended(found, request.Kind, now))))
            {
                Stage = changes =>
                {
                    Sealing.Stage(changes, found, request.Kind, now, now + options.Value.Retention, index);
                    foreach (var record in records)
                    {
                        record.Stage(changes);
                    }

                    // Who is on call for the other chart has not seen it.
                    foreach (var alert in raised)
                    {
                        alert.Stage(changes);
                    }

                    if (found.State == MessageState.Filed && isToldToEhr)
                    {
                        Withdrawal.Stage(changes, found, now);
                    }

                    StageDecision(changes, found, decision, decider, found.Row.Quarantined);
                },
                Settled = result => Settle(result, decision, [.. records.Select(record => record.Chart), .. ChartsToTell(found)]),
            },
            decision);
    }

    private void StageDecision(Changes changes, ReviewCase found, ReviewDecision decision, Decider decider, bool isHeld)
    {
        ReviewTasks.Stage(changes, found, decision.Kind, decision.Person, decision.DecidedAt, index);
        changes.Add(decision);
        changes.Add(new AuditEntry
        {
            Action = ReviewCodes.ActionOf(decision.Kind),
            Client = decision.Client,
            Person = decision.Person,
            Resource = $"{Decider.Type}/{decision.MessageId}",
            Version = decision.MessageVersion,
            Chart = found.Row.Chart,
            Sender = found.Row.Sender,
            Quarantined = isHeld,
            Related = decision is { Kind: not DecisionKind.Release, NewMessages: { Length: > 0 } made }
                ? string.Join(' ', made.Split(' ').Select(message => $"{Decider.Type}/{message}"))
                : null,
            PolicyVersion = decision.PolicyVersion,
            Reasons = JsonSerializer.Serialize(new { reason = decision.Reason, by = decision.By.ToString() }),
        });
    }

    private static ReviewDecision DecisionOn(
        ReviewCase found, ReviewRequest request, ImmutableArray<(PatientId Chart, MessageId Message)> made, Decider decider, DecidedBy by, DateTimeOffset now)
    {
        var isHeld = found.State == MessageState.Held;
        var reason = isHeld ? found.Content.StatusReason?.Coding.FirstOrDefault(coding => coding.System == Canonicals.IntakeReason)?.Code : null;
        var held = isHeld ? ReviewTasks.HeldForBy(found) : null;
        return new ReviewDecision
        {
            MessageId = found.Row.ResourceId,
            MessageVersion = found.Row.Version + 1,
            Kind = request.Kind,
            By = by,
            Client = AuditEntries.ClientOf(decider.Caller.Client),
            Person = decider.Caller.Person?.ToString(),
            DecidedAt = now,
            HeldSince = isHeld ? found.Row.LastUpdated : null,
            HoldReason = reason,
            Verdict = ReasonCodes.VerdictOf(reason),
            Strength = held?.Strength,
            Rules = held?.Rules,
            SuggestedCharts = held is { SuggestedCharts.Length: > 0 } ? held.SuggestedCharts : null,
            Chart = found.Row.Chart,
            TargetCharts = made.IsEmpty ? null : string.Join(' ', made.Select(one => one.Chart)),
            NewMessages = made.IsEmpty ? null : string.Join(' ', made.Select(one => one.Message)),
            Reason = request.Reason,
            Fingerprint = request.Fingerprint,
            PolicyVersion = found.Policy.Version,
        };
    }

    private NewResource TaskFor(ReviewCase found, PatientId chart, Resource task, long sequence, Decider decider, DateTimeOffset now)
    {
        var id = MessageId.New(clock).Value;
        Stamp.Put(task, id, 1, now);
        var entries = index.EntriesOf(task);
        return new NewResource(
            new StoredResource
            {
                Sequence = sequence,
                ResourceType = task.TypeName,
                ResourceId = id,
                Version = 1,
                LastUpdated = now,
                Occurred = entries.Occurred ?? now,
                Chart = chart.Value,
                Sender = found.Row.Sender,
                Client = decider.Caller.Client,
                Content = FhirJson.Serialize(task),
            },
            entries);
    }

    private void Settle(CommitResult result, ReviewDecision decision, ImmutableArray<PatientId> charts)
    {
        if (result is not CommitResult.Committed)
        {
            return;
        }

        logger.Decided(decision.MessageId, decision.Kind, decision.By);
        foreach (var chart in charts.Distinct())
        {
            couriers.Wake(ehr.Value.Name, chart);
        }
    }

    private static ImmutableArray<PatientId> ChartsToTell(ReviewCase found) =>
        found.FromEhr is not null && found.Row.Chart is { } origin
            ? [new PatientId(origin)]
            : [.. found.Outbox.Where(entry => entry.Kind == OutboxKind.File).Select(entry => new PatientId(entry.Chart))];

    private static ResourceVersion VersionOf(ReviewCase found, Resource next) => StoredVersions.Of(found.Row) with
    {
        Version = found.Row.Version + 1,
        LastUpdated = next.Meta!.LastUpdated!.Value,
        Content = FhirJson.Serialize(next),
    };

    private static bool IsBy(ReviewDecision decision, Caller caller) =>
        decision.Client == AuditEntries.ClientOf(caller.Client) && decision.Person == caller.Person?.ToString();

    private static DecisionPlan Repeated(ReviewCase found, ReviewDecision decision, Caller caller) => new(
        WritePlan.Recorded(
            new WriteOutcome.Existing(StoredVersions.Of(found.Row)),
            AuditEntries.Shown(caller, AuditAction.Read, Decider.Type, found.Row.ResourceId, found.Row.Version, found.Row)),
        decision);

    private static WritePlan Forbidden(ReviewCase found, AuditAction action, Decider decider) => WritePlan.Recorded(
        WriteOutcome.Refused.Because(
            StatusCodes.Status403Forbidden,
            new Issue(
                OperationOutcome.IssueType.Forbidden,
                "This is not yours to decide: a reviewer does, and of a message that is held its sender may say where it belongs.")),
        AuditEntries.Denied(decider.Caller, action, Decider.Type, found.Row.ResourceId, found.Row, AuditEntries.WithoutScope));

    private static WriteOutcome.Refused Conflict(string sentence) => WriteOutcome.Refused.Because(
        StatusCodes.Status409Conflict, new Issue(OperationOutcome.IssueType.Conflict, sentence, "Communication.status"));
}
