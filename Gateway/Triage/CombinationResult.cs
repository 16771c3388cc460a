namespace Gateway.Triage;

/// <summary>What a complete combination makes.</summary>
internal enum CombinationResult
{
    Flag,
    Finding,
}
