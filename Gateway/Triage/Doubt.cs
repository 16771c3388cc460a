namespace Gateway.Triage;

/// <summary>Why words in a message may not describe something that is so now.</summary>
[Flags]
internal enum Doubt
{
    None = 0,
    Denied = 1,
    Over = 2,
    Past = 4,
    Supposed = 8,
}
