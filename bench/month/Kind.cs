namespace Month;

/// <summary>What a simulated message is, as its writer means it.</summary>
internal enum Kind
{
    Question,
    Symptom,
    Result,
    Refill,
    RefillAndSymptom,
    Appointment,
    Billing,
    Social,
    Technical,
    SameDay,
    Emergency,

    /// <summary>About a child, from the parent's own chart.</summary>
    WrongChart,

    /// <summary>About somebody who has no chart here.</summary>
    Stranger,
}
