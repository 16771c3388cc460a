namespace Gateway.Storage;

/// <summary>One step of an alert on its way to one person by one channel.</summary>
internal sealed class OnCallNotice
{
    public long Sequence { get; init; }

    public required string AlertId { get; init; }

    /// <summary>The step, from 1.</summary>
    public required int Step { get; init; }

    public required int Level { get; init; }

    public required string Channel { get; init; }

    /// <summary>Who is told, as <c>Type/id</c>.</summary>
    public required string Who { get; init; }

    public NoticeState State { get; set; } = NoticeState.Pending;

    /// <summary>Sends begun.</summary>
    public int Attempts { get; set; }

    /// <summary>Not before this instant: the retry schedule, or the end of the lease of a send under way.</summary>
    public required DateTimeOffset DueAt { get; set; }

    /// <summary>Why the last attempt failed, as a code.</summary>
    public string? Fault { get; set; }

    public DateTimeOffset? SentAt { get; set; }

    /// <summary>Concurrency token.</summary>
    public int Revision { get; set; }
}
