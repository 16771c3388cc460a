namespace Gateway.Storage;

/// <summary>
/// Which resource a condition (If-None-Exist) made. Two creates with one condition claim the same row, so that one of them
/// finds it taken: a search before the write cannot see what another process is about to commit (ADR 0014).
/// </summary>
internal sealed class ConditionClaim
{
    /// <summary>SHA-256 of the resource type and the condition in canonical form, as hexadecimal digits.</summary>
    public required string Condition { get; init; }

    /// <summary>The <c>Type/id</c> that was made.</summary>
    public required string Resource { get; set; }

    /// <summary>Concurrency token: of two that replace an outdated claim, one is told.</summary>
    public int Revision { get; init; }
}
