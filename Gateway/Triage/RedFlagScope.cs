namespace Gateway.Triage;

/// <summary>How far apart the findings of a red flag may stand: in one sentence, in one or the next, or anywhere in the message.</summary>
internal enum RedFlagScope
{
    Sentence,
    Neighbours,
    Message,
}
