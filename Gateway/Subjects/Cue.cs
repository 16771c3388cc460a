namespace Gateway.Subjects;

/// <summary>What a phrase says about whom a message is for; the members are the keys of <c>Cues.json</c>.</summary>
internal enum Cue
{
    /// <summary>The writer's own risk is asked: relatives' illness is then family history.</summary>
    OwnRisk,

    /// <summary>The writer may have caught it: the relative's illness is then the source.</summary>
    Exposure,

    /// <summary>The writer is the one who carries: pregnancy and breastfeeding.</summary>
    OwnPregnancy,

    /// <summary>Several are asked about in one breath.</summary>
    Both,

    /// <summary>The message says whom it is for: "on behalf of", "this is for my".</summary>
    OnBehalf,

    /// <summary>The person spoken of is dead.</summary>
    Dead,

    /// <summary>The person named in the phrase is dead, not whoever is spoken of: "lost his wife", "our late father".</summary>
    Bereaved,

    /// <summary>The writer's own state is told or asked: "am I", "I feel", "should I take".</summary>
    OwnState,

    /// <summary>Somebody else types in the patient's own account: "this is her daughter", "from his tablet".</summary>
    HiddenProxy,

    /// <summary>A proxy says that it is her own matter: "this is for me", "the omeprazole is mine".</summary>
    OwnMatter,

    /// <summary>The message says that it is not about the patient: "not for me", "wrong kid".</summary>
    NotThePatient,

    /// <summary>Care is asked for more than one: "for both", "the three of us".</summary>
    ForSeveral,

    /// <summary>Something else begins: "also my", "one more thing", "on another note".</summary>
    AnotherMatter,
}
