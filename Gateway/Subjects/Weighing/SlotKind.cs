namespace Gateway.Subjects.Weighing;

/// <summary>What stands in a place of a message, as far as the weighing tells words apart.</summary>
internal enum SlotKind
{
    Word,
    Symptom,
    Disease,
    Drug,
    Body,
    Test,
    Frame,
    Care,
    Denies,
    Helps,
    Says,
    Asks,

    /// <summary>"I", "we", and, where a proxy writes, the patient by name or pronoun.</summary>
    Me,
    We,
    Patient,

    /// <summary>The person being weighed, another one, and somebody who only acts in the story.</summary>
    They,
    Another,
    Bystander,
}
