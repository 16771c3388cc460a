namespace Gateway.Sufficiency;

/// <summary>
/// Something a clinic needs to act on a message without writing back. For a symptom these are what a telephone triage nurse asks first
/// (onset, severity and course, what was tried); for a refill what a prescription must name (drug, strength, pharmacy) and how soon.
/// </summary>
internal enum Detail
{
    /// <summary>What the sender wants to know, or to have done.</summary>
    Question,

    /// <summary>Which complaint it is, or where in the body.</summary>
    Complaint,

    /// <summary>Since when.</summary>
    Onset,

    /// <summary>How bad it is, whether it gets worse, what it keeps one from.</summary>
    Severity,

    /// <summary>What was done about it, and whether it helped.</summary>
    Tried,
    Drug,

    /// <summary>How strong one dose of it is.</summary>
    Strength,
    Pharmacy,

    /// <summary>How much of it is left.</summary>
    Supply,

    /// <summary>What an appointment is for.</summary>
    VisitReason,

    /// <summary>When somebody could come, or which appointment is meant.</summary>
    Times,
    Test,

    /// <summary>Which form, letter or bill, and for whom.</summary>
    Document,
    Deadline,

    /// <summary>What was seen on the screen when something did not work.</summary>
    Screen,
}
