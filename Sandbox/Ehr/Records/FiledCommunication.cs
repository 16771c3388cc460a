namespace Sandbox.Ehr.Records;

/// <summary>One Communication on its way into a chart: the JSON a read answers, and the columns it is found by.</summary>
internal sealed record FiledCommunication
{
    public required long Sequence { get; init; }

    /// <summary>A fixed id, for the seed's own; everything else is named after its sequence.</summary>
    public string? Name { get; init; }

    public string? Patient { get; init; }

    public string? Sender { get; init; }

    public required string Status { get; init; }

    public DateTimeOffset? Sent { get; init; }

    /// <summary>When the record last changed.</summary>
    public required DateTimeOffset Updated { get; init; }

    public IReadOnlyList<(string System, string Value)> Identifiers { get; init; } = [];

    public IReadOnlyList<string> Recipients { get; init; } = [];

    public required byte[] Content { get; init; }
}
