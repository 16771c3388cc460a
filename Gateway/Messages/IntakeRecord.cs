using System.Text.Json;
using Gateway.References;
using Gateway.Resources;
using Gateway.Rest;
using Gateway.Storage;
using Hl7.Fhir.Model;

namespace Gateway.Messages;

/// <summary>Everything one decision writes, in one transaction: the message, the Task for its pool, its way to the EHR, and the reasons.</summary>
internal sealed class IntakeRecord
{
    private readonly IntakeFacts facts;
    private readonly IntakeDecision decision;
    private readonly string connection;
    private readonly DateTimeOffset now;
    private readonly ResourceVersion? task;
    private readonly (long Message, long Task) sequences;

    private IntakeRecord(IntakeFacts facts, IntakeDecision decision, string connection, (long Message, long Task) sequences, TimeProvider clock)
    {
        this.sequences = sequences;
        this.facts = facts;
        this.decision = decision;
        this.connection = connection;
        now = WholeMilliseconds(clock.GetUtcNow());
        MessageId = MessageId.New(clock);
        Chart = ChartOf(facts);
        switch (decision)
        {
            case IntakeDecision.Route route:
                Message = VersionOf(MessageId.Key, MessageWriter.Filed(facts.Message.Content, MessageId, Chart, route, now), []);
                task = VersionOf(new ResourceKey("Task", MessageId.New(clock).Value), TaskWriter.ForPool(MessageId, Chart, route, now), []);
                break;
            case IntakeDecision.Hold hold:
                Message = VersionOf(MessageId.Key, MessageWriter.Held(facts.Message.Content, MessageId, hold, now), [RemarkOn(hold)]);
                task = VersionOf(new ResourceKey("Task", MessageId.New(clock).Value), TaskWriter.ForReview(MessageId, hold, now), []);
                break;
        }
    }

    public MessageId MessageId { get; }

    /// <summary>The chart it is filed in, or, when held, was addressed to.</summary>
    public PatientId Chart { get; }

    /// <summary>The message as stored; none if it was given back.</summary>
    public ResourceVersion? Message { get; }

    /// <param name="facts">What the decision rests on.</param>
    /// <param name="decision">What is done with the message.</param>
    /// <param name="connection">The EHR connection it would leave by.</param>
    /// <param name="sequences">For the two resources that a message becomes; unused when it is given back.</param>
    /// <param name="clock">Now.</param>
    public static IntakeRecord Of(
        IntakeFacts facts, IntakeDecision decision, string connection, (long Message, long Task) sequences, TimeProvider clock) =>
        new(facts, decision, connection, sequences, clock);

    /// <summary>Names the rows to write.</summary>
    public void Stage(Changes changes)
    {
        if (Message is { } message && task is { } work)
        {
            var idempotency = facts.Message.Idempotency;
            changes.Add(Row(message, sequences.Message, idempotency));
            changes.Add(Row(work, sequences.Task, null));
        }

        if (decision is IntakeDecision.Route)
        {
            changes.Add(new OutboxEntry { Connection = connection, Chart = Chart.Value, MessageId = MessageId.Value, DueAt = now });
        }

        changes.Add(new AuditEntry
        {
            At = now,
            Action = ActionOf(decision),
            Client = facts.Message.Caller.Client,
            Person = facts.Message.Caller.Person?.ToString(),
            Resource = Message?.Key.ToString(),
            Chart = Chart.Value,
            PolicyVersion = facts.Policy.Version,
            Reasons = JsonSerializer.Serialize(decision.Hits, RecordJson.Default.ImmutableArrayRuleHit),
        });
    }

    // The EHR's own id of the chart, after merges; while the EHR is away, the one that was asked for.
    private static PatientId ChartOf(IntakeFacts facts) =>
        facts.Chart?.Id ?? (facts.Message.Subject is ReferenceTarget.Literal literal ? new PatientId(literal.Key.Id) : new PatientId("unknown"));

    // What FHIR clients keep of an instant.
    private static DateTimeOffset WholeMilliseconds(DateTimeOffset instant) => instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerMillisecond));

    private static string ActionOf(IntakeDecision decision) => decision switch
    {
        IntakeDecision.Route => "accept",
        IntakeDecision.Hold => "hold",
        IntakeDecision.Refuse => "refuse",
        _ => "defer",
    };

    private static Issue RemarkOn(IntakeDecision.Hold hold) => new(OperationOutcome.IssueType.BusinessRule, ReasonCodes.SentenceOf(hold.Reason))
    {
        Severity = OperationOutcome.IssueSeverity.Information,
        Reason = ReasonCodes.Of(hold.Reason),
        Evidence = hold.Hits,
        SuggestedCharts = hold.SuggestedCharts,
    };

    private ResourceVersion VersionOf(ResourceKey key, Resource resource, IReadOnlyList<Issue> remarks)
    {
        resource.Id = key.Id;
        resource.Meta ??= new Meta();
        resource.Meta.VersionId = "1";
        resource.Meta.LastUpdated = now;
        return new ResourceVersion(key, 1, now, FhirJson.Serialize(resource)) { Remarks = remarks };
    }

    private StoredResource Row(ResourceVersion version, long sequence, Idempotency? idempotency) => new()
    {
        Sequence = sequence,
        ResourceType = version.Key.Type,
        ResourceId = version.Key.Id,
        Version = version.Version,
        LastUpdated = version.LastUpdated,
        Occurred = version.LastUpdated,
        Chart = Chart.Value,
        Sender = facts.Message.Sender.ToString(),
        Quarantined = decision is IntakeDecision.Hold,
        Client = facts.Message.Caller.Client,
        IdempotencyKey = idempotency?.Key,
        Fingerprint = idempotency?.Fingerprint,
        Content = version.Content,
    };
}
