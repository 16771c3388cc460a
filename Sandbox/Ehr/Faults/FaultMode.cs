namespace Sandbox.Ehr.Faults;

/// <summary>A way in which the EHR can be made to misbehave.</summary>
internal enum FaultMode
{
    None,

    /// <summary>503 with Retry-After.</summary>
    Down,

    /// <summary>Answers right, but late.</summary>
    Slow,

    /// <summary>500.</summary>
    Error500,

    /// <summary>Does what was asked, then never answers: the sender cannot know that it arrived.</summary>
    TimeoutAfterCommit,

    /// <summary>422, without doing anything.</summary>
    Refuse,
}
