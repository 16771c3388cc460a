namespace Gateway.Storage;

/// <summary>An emergency that somebody on call must acknowledge. Its Task shows it; this row is its clock.</summary>
internal sealed class OnCallAlert
{
    /// <summary>The id of its Task.</summary>
    public required string AlertId { get; init; }

    /// <summary>The message; none for one that was given back, and is kept nowhere.</summary>
    public string? MessageId { get; init; }

    /// <summary>Who wrote what was given back, as <c>Type/id</c>: whom to call.</summary>
    public string? Requester { get; init; }

    public required DateTimeOffset RaisedAt { get; init; }

    /// <summary>When somebody is told next.</summary>
    public required DateTimeOffset DueAt { get; set; }

    /// <summary>How often somebody was told.</summary>
    public int Step { get; set; }

    /// <summary>How far up the chain it has come, from 0.</summary>
    public int Level { get; set; }

    public DateTimeOffset? AcknowledgedAt { get; set; }

    /// <summary>Who did, as <c>Type/id</c>.</summary>
    public string? AcknowledgedBy { get; set; }

    /// <summary>Concurrency token: of two replicas that take the same step, or of a step and an acknowledgement at once, one loses its write.</summary>
    public int Revision { get; set; }
}
