namespace Gateway.Triage;

/// <summary>What a message asks the practice to do; routing sends each to its pool.</summary>
internal enum Intent
{
    Clinical,
    NewSymptom,
    TestResult,
    Refill,
    Scheduling,
    BillingOrForms,
    Social,
    Technical,
}
