namespace Gateway.Storage;

/// <summary>What became of what was done or tried.</summary>
internal enum AuditOutcome
{
    Done,

    /// <summary>A message was taken in and is held for review.</summary>
    Held,

    /// <summary>A message was given back, or a resource that may not become what was asked.</summary>
    Refused,

    /// <summary>A message could not be decided on now.</summary>
    Deferred,

    /// <summary>The caller may not. The answer may have been that there is nothing.</summary>
    Denied,

    /// <summary>There is no such resource.</summary>
    NotFound,

    /// <summary>It was tried and given up.</summary>
    Failed,
}
