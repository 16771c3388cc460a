namespace Gateway.Guidance;

/// <summary>What kind of help an emergency needs beside the ambulance; each has a sentence and a number of its own.</summary>
internal enum EmergencyKind
{
    SuicidalCrisis,
    Emergency,
    Poisoning,
}
