namespace SmartApp.Ehrs;

/// <summary>One EHR that may launch the add-on, as it is registered there.</summary>
internal sealed class EhrOptions
{
    /// <summary>What the EHR is called in addresses of ours, as in <c>/start/{id}</c>: small letters, digits and hyphens.</summary>
    public string Id { get; set; } = "";

    /// <summary>What people call it.</summary>
    public string Name { get; set; } = "";

    /// <summary>Its FHIR base: the <c>iss</c> of its launches, and the <c>aud</c> of our requests.</summary>
    public string FhirBase { get; set; } = "";

    /// <summary>Who signs its tokens, exactly as its discovery document says.</summary>
    public string Issuer { get; set; } = "";

    /// <summary>The FHIR base of the gateway that works for it.</summary>
    public string GatewayBase { get; set; } = "";

    /// <summary>Where names of patients are read; the EHR's own base if nothing is said.</summary>
    public string RecordBase { get; set; } = "";

    /// <summary>The origins of the EHR's screens that show the add-on in a frame, beside that of its FHIR base.</summary>
    public List<string> FramedBy { get; set; } = [];

    public string ClientId { get; set; } = "";

    /// <summary>A private JSON Web Key that the add-on proves itself with (RS384 or ES384). Without it the add-on is a public client.</summary>
    public string KeyFile { get; set; } = "";

    /// <summary>Whether what clinicians write names the visit that is open in the EHR. The gateway must be able to read it there, else it refuses what names one.</summary>
    public bool NamesVisits { get; set; } = true;

    /// <summary>What is asked for where the EHR launches the add-on for somebody of its staff.</summary>
    public string ClinicianScope { get; set; } =
        "openid fhirUser launch offline_access gateway/review user/Patient.rs user/Practitioner.rs user/PractitionerRole.rs user/RelatedPerson.rs user/CareTeam.rs "
        + "user/Communication.crus user/CommunicationRequest.crus user/Task.crus user/Questionnaire.rs user/QuestionnaireResponse.rs "
        + "user/Encounter.rs user/Consent.rs user/Provenance.rs user/AuditEvent.rs";

    /// <summary>
    /// What is asked for where a patient, or somebody who acts for one, opens the add-on. Without a patient in the launch, so that who has several charts changes between them;
    /// where an EHR gives patients <c>patient/</c> scopes alone, each chart is a sign-in of its own (ADR 55).
    /// </summary>
    public string PatientScope { get; set; } =
        "openid fhirUser offline_access user/Communication.crus user/CommunicationRequest.rs user/Task.rus user/Questionnaire.rs user/QuestionnaireResponse.crs user/Consent.crus";

    /// <summary>What is asked for where somebody comes to run the gateway. Nothing of patients is among it.</summary>
    public string OperatorScope { get; set; } = "openid fhirUser offline_access gateway/operate gateway/deliver";

    /// <summary>What is asked for where somebody comes to read the audit trail. Who runs the gateway does not watch over itself.</summary>
    public string AuditorScope { get; set; } = "openid fhirUser offline_access gateway/audit user/AuditEvent.rs user/Provenance.rs";

    public string RecordsAt => RecordBase.Length > 0 ? RecordBase : FhirBase;
}
