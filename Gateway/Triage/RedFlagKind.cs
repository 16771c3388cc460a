namespace Gateway.Triage;

/// <summary>Whether a flag is a finding, which a supposition or a question cancels, or a wish to die, which counts also when hedged.</summary>
internal enum RedFlagKind
{
    Finding,
    OwnWish,
}
