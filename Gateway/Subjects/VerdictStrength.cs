namespace Gateway.Subjects;

/// <summary>How sure a verdict on the text is; the policy may treat a weak one more lightly.</summary>
internal enum VerdictStrength
{
    /// <summary>The words allow another reading.</summary>
    Weak,

    /// <summary>The words say so.</summary>
    Strong,
}
