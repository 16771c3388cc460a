namespace Fhir.Profiles;

/// <summary>The canonical addresses of what this project defines.</summary>
public static class Canonicals
{
    public const string Base = "https://fhirmessaging.org/fhir";

    /// <summary>Profile of a message a patient, or an active proxy, writes to the care team.</summary>
    public const string PatientMessage = Base + "/StructureDefinition/patient-message";

    /// <summary>Extension on an OperationOutcome issue or a review Task: a chart that fits better, as a Reference(Patient).</summary>
    public const string SuggestedChart = Base + "/StructureDefinition/suggested-chart";

    /// <summary>Extension on an OperationOutcome issue or a review Task: the rule that decided, and the span of text it rests on.</summary>
    public const string Evidence = Base + "/StructureDefinition/evidence";

    /// <summary>Extension on a recipient of $get-recipient-choices: what it can be written to for, as a CodeableConcept.</summary>
    public const string RecipientPurpose = Base + "/StructureDefinition/recipient-purpose";

    /// <summary>Code system of what a recipient can be written to for.</summary>
    public const string RecipientPurposes = Base + "/CodeSystem/recipient-purpose";

    /// <summary>Operation that answers whom a patient's message may be addressed to.</summary>
    public const string GetRecipientChoices = Base + "/OperationDefinition/get-recipient-choices";

    /// <summary>Code system of the reasons for which a message is held or refused.</summary>
    public const string IntakeReason = Base + "/CodeSystem/intake-reason";

    /// <summary>Code system of the work a Task asks for.</summary>
    public const string TaskCode = Base + "/CodeSystem/task-code";

    /// <summary>Code system of where a Task stands with the clinic: unassigned, claimed, answered, escalated.</summary>
    public const string TaskBusinessStatus = Base + "/CodeSystem/task-business-status";
}
