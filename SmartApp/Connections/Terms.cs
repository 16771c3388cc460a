namespace SmartApp.Connections;

/// <summary>The addresses under which the gateway says what FHIR has no words for (docs/fhir-api.md).</summary>
internal static class Terms
{
    public const string TaskPool = Extensions + "task-pool";
    public const string OpenWork = Extensions + "open-work";
    public const string Confidence = Extensions + "confidence";
    public const string Evidence = Extensions + "evidence";
    public const string RecordedTime = Extensions + "recorded-time";
    public const string RecipientPurpose = Extensions + "recipient-purpose";
    public const string SuggestedChart = Extensions + "suggested-chart";
    public const string Attestable = Extensions + "attestable";
    public const string Attestation = Extensions + "attestation";
    public const string Advice = Extensions + "advice";
    public const string AgreementVersion = Extensions + "agreement-version";
    public const string RequestSchedule = Extensions + "request-schedule";
    public const string RequestForm = Extensions + "request-form";
    public const string RequestCourse = Extensions + "request-course";
    public const string ExpectedRange = Extensions + "expected-range";
    public const string IntakeReason = Base + "/CodeSystem/intake-reason";
    public const string Purposes = Base + "/CodeSystem/recipient-purpose";
    public const string ConsentCategories = Base + "/CodeSystem/consent-category";
    public const string TaskBusinessStatus = Base + "/CodeSystem/task-business-status";

    /// <summary>What the parts of a message that was split have in common.</summary>
    public const string ThreadId = Base + "/sid/thread-id";

    private const string Base = "https://fhirmessaging.org/fhir";
    private const string Extensions = Base + "/StructureDefinition/";
}
