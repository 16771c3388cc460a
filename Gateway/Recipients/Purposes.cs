using Gateway.Triage;

namespace Gateway.Recipients;

/// <summary>A purpose as a code for apps and as words for people, and the purpose that each intent of the routing policy stands for.</summary>
internal static class Purposes
{
    public static Purpose Of(Intent intent) => intent switch
    {
        Intent.Clinical => Purpose.Clinical,
        Intent.NewSymptom => Purpose.NewSymptom,
        Intent.TestResult => Purpose.TestResult,
        Intent.Refill => Purpose.Refill,
        Intent.Scheduling => Purpose.Scheduling,
        Intent.BillingOrForms => Purpose.BillingOrForms,
        Intent.Social => Purpose.Social,
        Intent.Technical => Purpose.Technical,
    };

    public static string CodeOf(Purpose purpose) => purpose switch
    {
        Purpose.GeneralPractitioner => "general-practitioner",
        Purpose.CareTeamMember => "care-team-member",
        Purpose.Clinical => "clinical",
        Purpose.NewSymptom => "new-symptom",
        Purpose.TestResult => "test-result",
        Purpose.Refill => "refill",
        Purpose.Scheduling => "scheduling",
        Purpose.BillingOrForms => "billing-or-forms",
        Purpose.Social => "social",
        Purpose.Technical => "technical",
    };

    public static string DisplayOf(Purpose purpose) => purpose switch
    {
        Purpose.GeneralPractitioner => "Primary care clinician",
        Purpose.CareTeamMember => "Member of the care team",
        Purpose.Clinical => "Clinical questions",
        Purpose.NewSymptom => "New symptoms",
        Purpose.TestResult => "Test results",
        Purpose.Refill => "Refills",
        Purpose.Scheduling => "Appointments",
        Purpose.BillingOrForms => "Billing and forms",
        Purpose.Social => "Thanks and greetings",
        Purpose.Technical => "Technical help",
    };
}
