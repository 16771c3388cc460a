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

    /// <summary>Does what was asked, but only when it has kept the sender waiting until that gave up.</summary>
    Late,

    /// <summary>Does what was asked, and hangs up before it answers.</summary>
    LostAnswer,

    /// <summary>Does what was asked, and answers with what is no FHIR and names no id.</summary>
    Malformed,

    /// <summary>Does what was asked, and answers 409: it was there already.</summary>
    Conflict,

    /// <summary>The same with 412.</summary>
    Precondition,

    /// <summary>429 with Retry-After.</summary>
    TooMany,

    /// <summary>422, without doing anything.</summary>
    Refuse,

    /// <summary>403 with 4130: this chart is closed to the caller (break the glass).</summary>
    ChartClosed,

    /// <summary>400 with 4107: the patient was merged into another.</summary>
    MergedPatient,

    /// <summary>Does what was asked, and answers for another request; over HTTP, which cannot do that, with what is no FHIR.</summary>
    OtherAnswer,

    /// <summary>Does what was asked, and hangs up in the middle of its answer; over HTTP before it.</summary>
    CutOff,

    /// <summary>Shows a certificate that has ended to whoever comes by TLS: nothing is asked at all.</summary>
    Tls,
}
