namespace Gateway.Storage;

/// <summary>How far a version of the policy is.</summary>
internal enum PolicyStatus
{
    /// <summary>Written, and not decided by.</summary>
    Draft,

    /// <summary>In force, or in force again or for the first time at some later instant.</summary>
    Active,

    /// <summary>Was in force, or was called off before; nothing will be decided by it any more.</summary>
    Retired,
}
