namespace Gateway.Triage;

/// <summary>How far apart the groups of a red flag may stand: in one sentence or the next, or anywhere in the message.</summary>
internal enum RedFlagScope
{
    Neighbours,
    Message,
}
