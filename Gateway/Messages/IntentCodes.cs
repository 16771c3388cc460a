using Gateway.Triage;

namespace Gateway.Messages;

/// <summary>What a message asks for, as clients and Tasks read it.</summary>
internal static class IntentCodes
{
    public static string Of(Intent intent) => intent switch
    {
        Intent.Clinical or Intent.NewSymptom => "clinical",
        Intent.TestResult => "test-result",
        Intent.Refill => "refill",
        Intent.Scheduling => "appointment",
        Intent.BillingOrForms => "billing",
        Intent.Social => "social",
        Intent.Technical => "technical",
    };
}
