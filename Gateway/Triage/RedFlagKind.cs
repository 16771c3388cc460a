namespace Gateway.Triage;

/// <summary>
/// Whether a flag is a finding, which a supposition or a question cancels; an exposure such as a poison, which being well so far does not
/// make harmless; or a wish to die, which counts also when hedged.
/// </summary>
internal enum RedFlagKind
{
    Finding,
    Exposure,
    OwnWish,
}
