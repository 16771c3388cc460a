namespace Gateway.Triage.Weighing;

/// <summary>What is asked of the weights: how urgent a message is, and what it asks of the practice.</summary>
internal enum Question
{
    IsEmergency,
    IsMoreThanRoutine,
    AsksForCare,
    AsksAboutResult,
    AsksForRefill,
    AsksForAppointment,
    AsksForPaper,
    IsSocial,
    IsTechnical,
}
