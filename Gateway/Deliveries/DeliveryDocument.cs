using System.Text.Json;
using System.Text.Json.Serialization;
using Gateway.DeadLetters;
using Gateway.Delivery;

namespace Gateway.Deliveries;

/// <summary>A delivery as REST shows it: ids, codes and our own sentences, and no word of the message.</summary>
internal sealed record DeliveryDocument
{
    public required long Number { get; init; }

    public required string Connection { get; init; }

    /// <summary><c>file</c>, or <c>retract</c> for what is to be taken back.</summary>
    public required string Kind { get; init; }

    /// <summary>The message, as <c>Communication/id</c>.</summary>
    public required string Message { get; init; }

    /// <summary>The chart, as <c>Patient/id</c>.</summary>
    public required string Chart { get; init; }

    /// <summary><c>waiting</c>, <c>in-hand</c>, <c>retrying</c> or <c>behind</c>.</summary>
    public required string State { get; init; }

    /// <summary>When the message was accepted, or the one that is to be taken back was.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Not tried before; of what is in hand, the end of its lease.</summary>
    public required DateTimeOffset DueAt { get; init; }

    public required int Attempts { get; init; }

    /// <summary>Why it did not arrive the last time.</summary>
    public string? Reason { get; init; }

    /// <summary>What that means.</summary>
    public string? Sentence { get; init; }

    /// <summary>The gateway's code of the fault.</summary>
    public string? Fault { get; init; }

    /// <summary>The EHR's own number, from its OperationOutcome.</summary>
    public string? EhrCode { get; init; }

    /// <summary>The number of the one that leaves before it.</summary>
    public long? Behind { get; init; }

    /// <summary>When it last was a dead letter, if it is being replayed.</summary>
    public DateTimeOffset? GivenUpAt { get; init; }

    public static DeliveryDocument Of(PendingDelivery delivery, DateTimeOffset now)
    {
        var row = delivery.Entry;
        var state = DeliveryStates.Of(delivery, now);
        RetryReason? reason = row.Attempts > 0 && state != DeliveryState.InHand ? RetryReasons.Of(row) : null;
        return new DeliveryDocument
        {
            Number = row.Sequence,
            Connection = row.Connection,
            Kind = DeadLetterDocument.KindOf(row.Kind),
            Message = $"Communication/{row.MessageId}",
            Chart = $"Patient/{row.Chart}",
            State = DeliveryStates.NameOf(state),
            Since = delivery.Since,
            DueAt = row.DueAt,
            Attempts = row.Attempts,
            Reason = reason is { } known ? RetryReasons.NameOf(known) : null,
            Sentence = reason is { } told ? RetryReasons.SentenceOf(told) : null,
            Fault = reason is null ? null : row.Fault,
            EhrCode = reason is null ? null : FaultReasons.EhrCodeOf(row.Fault),
            Behind = state == DeliveryState.Behind ? delivery.First : null,
            GivenUpAt = row.GivenUpAt,
        };
    }
}

/// <summary>A page of deliveries.</summary>
/// <param name="Deliveries">In the order in which the messages were accepted.</param>
/// <param name="Next">What to ask as <c>after</c> for the next page; none on the last.</param>
internal sealed record DeliveryListing(IReadOnlyList<DeliveryDocument> Deliveries, long? Next);

/// <summary>What is on its way, in counts.</summary>
/// <param name="Connections">Each that has something on its way, and the one that this gateway serves.</param>
internal sealed record DeliverySummary(IReadOnlyList<ConnectionSummary> Connections);

/// <summary>What is on its way on one connection.</summary>
internal sealed record ConnectionSummary
{
    public required string Connection { get; init; }

    /// <summary>Whether this gateway delivers to it.</summary>
    public required bool IsServed { get; init; }

    /// <summary><c>Delivery:Paused</c>: none leaves by this gateway.</summary>
    public required bool IsPaused { get; init; }

    /// <summary>Until when this gateway begins no send, because the EHR asked for that or nearly all failed.</summary>
    public DateTimeOffset? ShutUntil { get; init; }

    public required int Waiting { get; init; }

    public required int InHand { get; init; }

    public required int Retrying { get; init; }

    public required int Behind { get; init; }

    /// <summary>The number of the first that was accepted.</summary>
    public long? Oldest { get; init; }

    /// <summary>When it was accepted.</summary>
    public DateTimeOffset? OldestSince { get; init; }

    /// <summary>Why messages are tried again, the most frequent first.</summary>
    public required IReadOnlyList<FaultSummary> Faults { get; init; }
}

/// <summary>How many are tried again for one fault.</summary>
/// <param name="Fault">The gateway's code.</param>
/// <param name="Count">How many.</param>
/// <param name="OldestSince">When the first of them was accepted.</param>
internal sealed record FaultSummary(string Fault, int Count, DateTimeOffset? OldestSince);

/// <summary>How these documents are written.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DeliveryDocument))]
[JsonSerializable(typeof(DeliveryListing))]
[JsonSerializable(typeof(DeliverySummary))]
internal sealed partial class DeliveryJson : JsonSerializerContext;
