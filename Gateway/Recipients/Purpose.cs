namespace Gateway.Recipients;

/// <summary>What somebody can be written to for: codes of the code system recipient-purpose.</summary>
internal enum Purpose
{
    GeneralPractitioner,
    CareTeamMember,
    Clinical,
    NewSymptom,
    TestResult,
    Refill,
    Scheduling,
    BillingOrForms,
    Social,
    Technical,
}
