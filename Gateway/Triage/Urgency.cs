namespace Gateway.Triage;

/// <summary>How soon somebody must look at a message; ordered, so that the worst finding decides.</summary>
internal enum Urgency
{
    Routine,
    SameDay,
    Emergency,
}
