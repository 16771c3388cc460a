namespace Gateway.Storage;

/// <summary>One message on its way to one EHR. Entries of a chart leave in the order of <see cref="Sequence"/>.</summary>
internal sealed class OutboxEntry
{
    public long Sequence { get; init; }

    /// <summary>The configured EHR connection it goes to.</summary>
    public required string Connection { get; init; }

    /// <summary>The patient whose chart it is filed in.</summary>
    public required string Chart { get; init; }

    public required string MessageId { get; init; }

    public OutboxKind Kind { get; init; }

    public OutboxState State { get; set; } = OutboxState.Pending;

    /// <summary>Sends begun. Above zero means that an earlier one may have arrived: read back before sending again.</summary>
    public int Attempts { get; set; }

    /// <summary>Not before this instant: the retry schedule, the end of the lease of a send under way, or, of a dead letter, when its last send arrives no more.</summary>
    public required DateTimeOffset DueAt { get; set; }

    /// <summary>
    /// Why the last attempt failed, as a code (never the EHR's free text, which may quote the message); <c>in-hand</c> from a claim until the end of its send is
    /// known, by which the next process sees that nobody saw that end.
    /// </summary>
    public string? Fault { get; set; }

    /// <summary>The EHR's own id of the filed Communication; for a retraction, of what it takes back, as far as that is known.</summary>
    public string? EhrId { get; set; }

    public DateTimeOffset? DeliveredAt { get; set; }

    /// <summary>Which element of the message the EHR objected to, if it said so: an element's path of ours, never the EHR's words.</summary>
    public string? FaultElement { get; set; }

    /// <summary>When it last became a dead letter; a replay leaves it.</summary>
    public DateTimeOffset? GivenUpAt { get; set; }

    /// <summary>When somebody was alarmed about it, since it last became a dead letter.</summary>
    public DateTimeOffset? AlarmedAt { get; set; }

    /// <summary>What is said to the EHR otherwise than in the message, as JSON: ids and codes, never words.</summary>
    public string? Corrections { get; set; }

    /// <summary>Why it is not sent any more, as a code.</summary>
    public string? DiscardedFor { get; set; }

    /// <summary>Concurrency token: of two couriers that believe they own a chart, one loses its write and stops.</summary>
    public int Revision { get; set; }
}
