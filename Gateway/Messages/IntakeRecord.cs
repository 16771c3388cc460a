using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Gateway.Attachments;
using Gateway.Audit;
using Gateway.References;
using Gateway.Resources;
using Gateway.Rest;
using Gateway.Routing;
using Gateway.Search;
using Gateway.Storage;
using Gateway.Writes;
using Hl7.Fhir.Model;
using FhirTask = Hl7.Fhir.Model.Task;

namespace Gateway.Messages;

/// <summary>Everything one decision writes, in one transaction: the message, the Task for its pool, its way to the EHR, and the reasons.</summary>
internal sealed class IntakeRecord
{
    private readonly IntakeFacts facts;
    private readonly IntakeDecision decision;
    private readonly string? connection;
    private readonly DateTimeOffset now;
    private readonly SearchIndex index;
    private readonly string? related;
    private readonly NewResource? message;
    private readonly NewResource? task;
    private readonly Burst? burst;
    private readonly FhirTask? folded;

    private IntakeRecord(
        IntakeFacts facts,
        IntakeDecision decision,
        string? connection,
        (long Message, long Task) sequences,
        SearchIndex index,
        TimeProvider clock,
        string? related,
        Burst? burst)
    {
        (this.related, this.burst) = (related, burst);
        this.index = index;
        this.facts = facts;
        this.decision = decision;
        this.connection = connection;
        now = Stamp.Now(clock);
        MessageId = facts.Message.Id;
        Chart = ChartOf(facts);
        if (decision is IntakeDecision.Route or IntakeDecision.Hold)
        {
            CleanPictures(facts);
        }

        switch (decision)
        {
            case IntakeDecision.Route route:
                message = Stored(MessageId.Key, sequences.Message, MessageWriter.Filed(facts.Message.Content, MessageId, Chart, route, now));
                if (route.NeedsAnswer)
                {
                    var own = TaskWriter.ForPool(MessageId, Chart, route, now);
                    folded = FoldedWith(own);
                    task = folded is null ? Stored(NewTask(clock), sequences.Task, own) : null;
                }

                break;
            case IntakeDecision.Hold hold:
                message = Stored(MessageId.Key, sequences.Message, MessageWriter.Held(facts.Message.Content, MessageId, facts.Chart?.Id, hold, now));
                task = Stored(NewTask(clock), sequences.Task, TaskWriter.ForReview(MessageId, hold, now));
                break;
        }
    }

    public MessageId MessageId { get; }

    /// <summary>The chart it is filed in, or, when held, was addressed to.</summary>
    public PatientId Chart { get; }

    /// <summary>The message as stored; none if it was given back.</summary>
    public ResourceVersion? Message => message is null
        ? null
        : StoredVersions.Of(message.Row) with
        {
            Remarks = decision is IntakeDecision.Hold hold ? [.. decision.Advice, RemarkOn(hold)] : decision.Advice,
        };

    /// <param name="facts">What the decision rests on.</param>
    /// <param name="decision">What is done with the message.</param>
    /// <param name="connection">The EHR connection it would leave by; none for what came from there.</param>
    /// <param name="sequences">For the two resources that a message becomes; unused when it is given back.</param>
    /// <param name="index">Says what the two are found by.</param>
    /// <param name="clock">Now.</param>
    /// <param name="related">What the message was made from, as <c>Type/id</c> or, elsewhere, as an address; if it was.</param>
    /// <param name="burst">What it may be folded with; none for a message that stands alone.</param>
    public static IntakeRecord Of(
        IntakeFacts facts,
        IntakeDecision decision,
        string? connection,
        (long Message, long Task) sequences,
        SearchIndex index,
        TimeProvider clock,
        string? related = null,
        Burst? burst = null) => new(facts, decision, connection, sequences, index, clock, related, burst);

    /// <summary>Names the rows to write.</summary>
    public void Stage(Changes changes)
    {
        message?.Stage(changes);
        task?.Stage(changes);
        if (task is not null)
        {
            burst?.StageBegun(changes, new ResourceKey(task.Row.ResourceType, task.Row.ResourceId));
        }
        else if (folded is not null && burst?.Row is { } earlier)
        {
            new Replacement(earlier, index).Stage(changes, folded, earlier.Chart, now);
            changes.Add(AuditEntries.Changed(facts.Message.Caller, AuditAction.Update, earlier, earlier.Version + 1));
        }

        if (decision is IntakeDecision.Route && connection is not null)
        {
            changes.Add(new OutboxEntry { Connection = connection, Chart = Chart.Value, MessageId = MessageId.Value, DueAt = now });
        }

        changes.Add(new AuditEntry
        {
            Action = AuditAction.Create,
            Outcome = OutcomeOf(decision),
            Client = AuditEntries.ClientOf(facts.Message.Caller.Client),
            Person = facts.Message.Caller.Person?.ToString(),
            Resource = Message?.Key.ToString() ?? "Communication",
            Version = Message?.Version,
            Chart = Chart.Value,
            Sender = message?.Row.Sender,
            Quarantined = message?.Row.Quarantined ?? false,
            Related = related ?? SuggestedBy(decision),
            Why = WhyOf(decision),
            PolicyVersion = facts.Policy.Version,
            Reasons = Reasons,
        });
        if (decision is IntakeDecision.Route { Attested: { } doubt })
        {
            StageAttestation(changes, doubt);
        }
    }

    // The Task of what was written just before, with this message in it; null if the message has its own.
    private FhirTask? FoldedWith(FhirTask own)
    {
        if (burst?.Row is not { } row || FhirJson.ReadStored(row.Content) is not FhirTask earlier || !burst.IsTakenBy(earlier, now))
        {
            return null;
        }

        FoldedMessages.Fold(earlier, own, now);
        Stamp.Put(earlier, row.ResourceId, row.Version + 1, now);
        return earlier;
    }

    /// <summary>Takes out of pictures what cameras write; by now all that it says of whom they show has been read.</summary>
    internal static void CleanPictures(IntakeFacts facts)
    {
        foreach (var file in facts.Policy.Attachments.KeepPictureData ? [] : facts.Message.Files)
        {
            if (PictureCleaning.Clean(file.Data) is var cleaned && cleaned != file.Data)
            {
                file.Replace(cleaned);
            }
        }
    }

    private string Reasons => JsonSerializer.Serialize(decision.Hits, RecordJson.Default.ImmutableArrayRuleHit);

    // The sender's word decided: who gave it, and against what, can be cited from then on.
    private void StageAttestation(Changes changes, Doubt doubt)
    {
        var caller = facts.Message.Caller;
        changes.Add(new AuditEntry
        {
            Action = AuditAction.Attest,
            Client = AuditEntries.ClientOf(caller.Client),
            Person = caller.Person?.ToString(),
            Resource = MessageId.Key.ToString(),
            Version = 1,
            Chart = Chart.Value,
            Sender = facts.Message.Sender.ToString(),
            PolicyVersion = facts.Policy.Version,
            Reasons = Reasons,
        });
        changes.Add(new ReviewDecision
        {
            MessageId = MessageId.Value,
            MessageVersion = 1,
            Kind = DecisionKind.Attest,
            By = facts.Structure.Writer.IsSystem ? DecidedBy.System : DecidedBy.Sender,
            Client = AuditEntries.ClientOf(caller.Client),
            Person = caller.Person?.ToString(),
            DecidedAt = now,
            Verdict = ReasonCodes.VerdictOf(doubt.Reason),
            Strength = ReasonCodes.Of(doubt.Strength),
            Rules = Reasons,
            SuggestedCharts = doubt.Charts.IsEmpty ? null : string.Join(' ', doubt.Charts),
            Chart = Chart.Value,
            TargetCharts = Chart.Value,
            Fingerprint = SHA256.HashData(Encoding.UTF8.GetBytes(MessageId.Value)),
            PolicyVersion = facts.Policy.Version,
        });
    }

    // The EHR's own id of the chart, after merges; while the EHR is away, the one that was asked for.
    private static PatientId ChartOf(IntakeFacts facts) =>
        facts.Chart?.Id ?? (facts.Message.Subject is ReferenceTarget.Literal literal ? new PatientId(literal.Key.Id) : new PatientId("unknown"));

    // Why it was held or given back, and where it would have fitted: what is measured later (Measures) is read here.
    internal static string? WhyOf(IntakeDecision decision) => decision switch
    {
        IntakeDecision.Hold hold => ReasonCodes.Of(hold.Reason),
        IntakeDecision.Refuse refuse => refuse.Issues.Select(issue => issue.Reason).FirstOrDefault(reason => reason is not null and not ReasonCodes.Emergency),
        IntakeDecision.RetryLater later => later.Issues.Select(issue => issue.Reason).LastOrDefault(reason => reason is not null and not ReasonCodes.Emergency),
        _ => null,
    };

    private static string? SuggestedBy(IntakeDecision decision) =>
        decision is IntakeDecision.Refuse refuse && refuse.Issues.SelectMany(issue => issue.SuggestedCharts).Distinct().ToArray() is { Length: > 0 } charts
            ? string.Join(' ', charts.Select(chart => chart.Key))
            : null;

    private static AuditOutcome OutcomeOf(IntakeDecision decision) => decision switch
    {
        IntakeDecision.Route => AuditOutcome.Done,
        IntakeDecision.Hold => AuditOutcome.Held,
        IntakeDecision.Refuse { IsForbidden: true } => AuditOutcome.Denied,
        IntakeDecision.Refuse => AuditOutcome.Refused,
        _ => AuditOutcome.Deferred,
    };

    /// <summary>What the sender of a held message is told.</summary>
    internal static Issue RemarkOn(IntakeDecision.Hold hold) => new(OperationOutcome.IssueType.BusinessRule, ReasonCodes.SentenceOf(hold.Reason))
    {
        Severity = OperationOutcome.IssueSeverity.Information,
        Reason = ReasonCodes.Of(hold.Reason),
        Evidence = hold.Hits,
        SuggestedCharts = hold.SuggestedCharts,
    };

    private static ResourceKey NewTask(TimeProvider clock) => new("Task", MessageId.New(clock).Value);

    private NewResource Stored(ResourceKey key, long sequence, Resource resource)
    {
        var idempotency = key == MessageId.Key ? facts.Message.Idempotency : null;
        Stamp.Put(resource, key.Id, 1, now);
        var entries = index.EntriesOf(resource);
        var row = new StoredResource
        {
            Sequence = sequence,
            ResourceType = key.Type,
            ResourceId = key.Id,
            Version = 1,
            LastUpdated = now,
            Occurred = entries.Occurred ?? now,
            Chart = Chart.Value,
            Sender = facts.Message.Sender.ToString(),
            Quarantined = decision is IntakeDecision.Hold,
            Client = facts.Message.Caller.Client,
            IdempotencyKey = idempotency?.Key,
            Fingerprint = idempotency?.Fingerprint,
            Content = FhirJson.Serialize(resource),
        };
        return new NewResource(row, entries);
    }
}
