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

    /// <summary>The writer's own state is told or asked: "am I", "I feel", "should I take".</summary>
    OwnState,
}
