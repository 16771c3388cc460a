using System.Text.Json;
using System.Text.Json.Serialization;
using Gateway.Delivery;
using Gateway.Storage;

namespace Gateway.DeadLetters;

/// <summary>A dead letter as REST shows it: ids, codes and our own sentences, and no word of the message.</summary>
internal sealed record DeadLetterDocument
{
    public required long Number { get; init; }

    public required string Connection { get; init; }

    /// <summary><c>file</c>, or <c>retract</c> for what is to be taken back.</summary>
    public required string Kind { get; init; }

    /// <summary>The message, as <c>Communication/id</c>.</summary>
    public required string Message { get; init; }

    /// <summary>The chart, as <c>Patient/id</c>.</summary>
    public required string Chart { get; init; }

    /// <summary><c>waiting</c>, <c>replaying</c>, <c>delivered</c>, <c>discarded</c>, <c>withdrawn</c> or <c>by-hand</c>.</summary>
    public required string State { get; init; }

    public required string Reason { get; init; }

    /// <summary>What that means, and what can be done.</summary>
    public required string Sentence { get; init; }

    /// <summary>The gateway's code of the fault.</summary>
    public string? Fault { get; init; }

    /// <summary>The EHR's own number, from its OperationOutcome.</summary>
    public string? EhrCode { get; init; }

    /// <summary>The element that the EHR named, from its OperationOutcome.</summary>
    public string? Element { get; init; }

    public required int Attempts { get; init; }

    public DateTimeOffset? GivenUpAt { get; init; }

    public DateTimeOffset? AlarmedAt { get; init; }

    /// <summary>Which corrections can mend it.</summary>
    public required IReadOnlyList<string> CorrectableBy { get; init; }

    /// <summary>What it is, or was last, sent with.</summary>
    public Corrections? Corrections { get; init; }

    public string? DiscardedFor { get; init; }

    /// <summary>The EHR's own id, once it is there.</summary>
    public string? EhrId { get; init; }

    public static DeadLetterDocument Of(OutboxEntry row)
    {
        var reason = FaultReasons.Of(row.Fault);
        var corrections = Corrections.Read(row.Corrections);
        return new DeadLetterDocument
        {
            Number = row.Sequence,
            Connection = row.Connection,
            Kind = KindOf(row.Kind),
            Message = $"Communication/{row.MessageId}",
            Chart = $"Patient/{row.Chart}",
            State = StateOf(row.State),
            Reason = FaultReasons.NameOf(reason),
            Sentence = FaultReasons.SentenceOf(reason),
            Fault = row.Fault,
            EhrCode = FaultReasons.EhrCodeOf(row.Fault),
            Element = row.FaultElement,
            Attempts = row.Attempts,
            GivenUpAt = row.GivenUpAt,
            AlarmedAt = row.AlarmedAt,
            CorrectableBy = row.Kind == OutboxKind.File ? FaultReasons.CorrectableBy(reason) : [],
            Corrections = corrections.AreNone ? null : corrections,
            DiscardedFor = row.DiscardedFor,
            EhrId = row.EhrId,
        };
    }

    public static string KindOf(OutboxKind kind) => kind switch
    {
        OutboxKind.File => "file",
        OutboxKind.Retract => "retract",
    };

    public static string StateOf(OutboxState state) => state switch
    {
        OutboxState.DeadLetter => "waiting",
        OutboxState.Pending => "replaying",
        OutboxState.Delivered => "delivered",
        OutboxState.Discarded => "discarded",
        OutboxState.Withdrawn => "withdrawn",
        OutboxState.ByHand => "by-hand",
    };
}

/// <summary>A page of dead letters.</summary>
/// <param name="DeadLetters">In the order in which the messages were accepted.</param>
/// <param name="Next">What to ask as <c>after</c> for the next page; none on the last.</param>
internal sealed record DeadLetterListing(IReadOnlyList<DeadLetterDocument> DeadLetters, long? Next);

/// <summary>How one is replayed: with other corrections than before, or as it is.</summary>
internal sealed record ReplayRequest
{
    /// <summary>Instead of all that it had before; absent to leave that.</summary>
    public Corrections? Corrections { get; init; }
}

/// <summary>Which are replayed together.</summary>
internal sealed record ReplayManyRequest
{
    public DeadLetterQuestion? Filter { get; init; }

    /// <summary>How many at most, 1 to 200; 50 if it is not said.</summary>
    public int? Most { get; init; }
}

/// <summary>What became of each.</summary>
/// <param name="Replayed">On their way again.</param>
/// <param name="Kept">Still waiting, and why.</param>
/// <param name="More">More match than were asked for.</param>
internal sealed record ReplayReport(IReadOnlyList<long> Replayed, IReadOnlyList<KeptLetter> Kept, bool More);

/// <summary>One that was not replayed.</summary>
internal sealed record KeptLetter(long Number, string Why);

/// <summary>Why one is not sent any more.</summary>
internal sealed record DiscardRequest
{
    /// <summary><c>filed-by-hand</c>, <c>not-needed</c>, <c>duplicate</c>, <c>other-channel</c> or <c>test</c>.</summary>
    public string? Reason { get; init; }
}

/// <summary>How these documents are written and read: a member that is not known is an error, for it was meant to do something.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DeadLetterDocument))]
[JsonSerializable(typeof(DeadLetterListing))]
[JsonSerializable(typeof(ReplayRequest))]
[JsonSerializable(typeof(ReplayManyRequest))]
[JsonSerializable(typeof(ReplayReport))]
[JsonSerializable(typeof(DiscardRequest))]
internal sealed partial class DeadLetterJson : JsonSerializerContext;
