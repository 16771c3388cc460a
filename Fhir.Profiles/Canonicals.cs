namespace Fhir.Profiles;

/// <summary>The canonical addresses of what this project defines.</summary>
public static class Canonicals
{
    public const string Base = "https://fhirmessaging.org/fhir";

    /// <summary>Profile of a message a patient, or an active proxy, writes to the care team.</summary>
    public const string PatientMessage = Base + "/StructureDefinition/patient-message";

    /// <summary>Profile of a message the care team writes to a patient or a proxy.</summary>
    public const string ClinicianReply = Base + "/StructureDefinition/clinician-reply";

    /// <summary>Profile of a CommunicationRequest: a message to be sent.</summary>
    public const string MessageRequest = Base + "/StructureDefinition/message-request";

    /// <summary>Profile of a Task: the work on one message.</summary>
    public const string MessageTask = Base + "/StructureDefinition/message-task";

    /// <summary>Profile of a Consent: agreement to the rules of messaging.</summary>
    public const string EngagementAgreement = Base + "/StructureDefinition/engagement-agreement";

    /// <summary>Profile of a Questionnaire: an agreement, or an intake.</summary>
    public const string MessageQuestionnaire = Base + "/StructureDefinition/message-questionnaire";

    /// <summary>Extension on a verdict on a text: how sure it is, between 0 and 1.</summary>
    public const string Confidence = Base + "/StructureDefinition/confidence";

    /// <summary>Extension on a Communication or CommunicationRequest: no answer is expected.</summary>
    public const string NoReply = Base + "/StructureDefinition/no-reply";

    /// <summary>Extension on a Consent's policy: the version of the text agreed to.</summary>
    public const string AgreementVersion = Base + "/StructureDefinition/agreement-version";

    /// <summary>Extension on a Communication: its sender says that it is about the patient in <c>subject</c>.</summary>
    public const string Attestation = Base + "/StructureDefinition/attestation";

    /// <summary>Extension on an OperationOutcome issue: the sender's attestation would let the message pass.</summary>
    public const string Attestable = Base + "/StructureDefinition/attestable";

    /// <summary>Extension on a Communication or an OperationOutcome issue: what the sender of an emergency is told to do now.</summary>
    public const string Advice = Base + "/StructureDefinition/advice";

    /// <summary>Extension on a review Task: how sure the verdict is for which a message is held.</summary>
    public const string VerdictStrength = Base + "/StructureDefinition/verdict-strength";

    /// <summary>Code system of how sure a verdict is: weak, strong.</summary>
    public const string VerdictStrengths = Base + "/CodeSystem/verdict-strength";

    /// <summary>Code system of what reviewers and senders decide about a message's chart.</summary>
    public const string ReviewDecision = Base + "/CodeSystem/review-decision";

    /// <summary>Code system of why it is decided so.</summary>
    public const string ReviewReason = Base + "/CodeSystem/review-reason";

    /// <summary>Operation <c>$release</c> on one Communication.</summary>
    public const string CommunicationRelease = Base + "/OperationDefinition/communication-release";

    /// <summary>Operation <c>$reject</c> on one Communication.</summary>
    public const string CommunicationReject = Base + "/OperationDefinition/communication-reject";

    /// <summary>Operation <c>$redirect</c> on one Communication.</summary>
    public const string CommunicationRedirect = Base + "/OperationDefinition/communication-redirect";

    /// <summary>Operation <c>$split</c> on one Communication.</summary>
    public const string CommunicationSplit = Base + "/OperationDefinition/communication-split";

    /// <summary>Operation <c>$retract</c> on one Communication.</summary>
    public const string CommunicationRetract = Base + "/OperationDefinition/communication-retract";

    /// <summary>Operation <c>$unseal</c> on one Communication.</summary>
    public const string CommunicationUnseal = Base + "/OperationDefinition/communication-unseal";

    /// <summary>Operation <c>$check</c> on Communication.</summary>
    public const string CommunicationCheck = Base + "/OperationDefinition/communication-check";

    /// <summary>The guide that lists all definitions.</summary>
    public const string Guide = Base + "/ImplementationGuide/fhir-messaging";

    /// <summary>Extension on an OperationOutcome issue or a review Task: a chart that fits better, as a Reference(Patient).</summary>
    public const string SuggestedChart = Base + "/StructureDefinition/suggested-chart";

    /// <summary>Extension on an OperationOutcome issue or a review Task: the rule that decided, and the span of text it rests on.</summary>
    public const string Evidence = Base + "/StructureDefinition/evidence";

    /// <summary>Extension on a recipient of $get-recipient-choices: what it can be written to for, as a CodeableConcept.</summary>
    public const string RecipientPurpose = Base + "/StructureDefinition/recipient-purpose";

    /// <summary>Code system of what a recipient can be written to for.</summary>
    public const string RecipientPurposes = Base + "/CodeSystem/recipient-purpose";

    /// <summary>Extension on a pool that comes along with $inbox: how many messages are open there.</summary>
    public const string OpenWork = Base + "/StructureDefinition/open-work";

    /// <summary>Extension on a Task: the pool whose work it is, whoever has taken it.</summary>
    public const string TaskPool = Base + "/StructureDefinition/task-pool";

    /// <summary>Extension on the Task to answer a message: how the work goes.</summary>
    public const string TaskCourse = Base + "/StructureDefinition/task-course";

    /// <summary>Extension on a CommunicationRequest: how often its patient is asked.</summary>
    public const string RequestSchedule = Base + "/StructureDefinition/request-schedule";

    /// <summary>Extension on a CommunicationRequest: the Questionnaire by which it is answered.</summary>
    public const string RequestForm = Base + "/StructureDefinition/request-form";

    /// <summary>Extension on a CommunicationRequest: in which range an answer is expected.</summary>
    public const string ExpectedRange = Base + "/StructureDefinition/expected-range";

    /// <summary>Extension on a CommunicationRequest: how far it has come.</summary>
    public const string RequestCourse = Base + "/StructureDefinition/request-course";

    /// <summary>Extension on the Task to answer a request: which answer it is for, and its reminders.</summary>
    public const string OccurrenceCourse = Base + "/StructureDefinition/occurrence-course";

    /// <summary>Code system of whether an answer to a request came in time.</summary>
    public const string AnswerTime = Base + "/CodeSystem/answer-time";

    /// <summary>Extension on the Task to answer a message: time that somebody spent on it.</summary>
    public const string RecordedTime = Base + "/StructureDefinition/recorded-time";

    /// <summary>Extension on a ChargeItem: the minutes of an online visit, and why it is not billed.</summary>
    public const string Evisit = Base + "/StructureDefinition/evisit";

    /// <summary>Code system of why time on messages is not billed.</summary>
    public const string EvisitExclusion = Base + "/CodeSystem/evisit-exclusion";

    /// <summary>Operation <c>$record-time</c> on a Task.</summary>
    public const string TaskRecordTime = Base + "/OperationDefinition/task-record-time";

    /// <summary>Operation <c>$evisits</c> on ChargeItem.</summary>
    public const string ChargeItemEvisits = Base + "/OperationDefinition/charge-item-evisits";

    /// <summary>Measure of how many messages were answered as promised.</summary>
    public const string AnsweredWithinPromise = Base + "/Measure/answered-within-promise";

    /// <summary>Measure of how many messages were not for their chart.</summary>
    public const string MessagesMisdirected = Base + "/Measure/messages-misdirected";

    /// <summary>Measure of how many holds were right.</summary>
    public const string HoldPrecision = Base + "/Measure/hold-precision";

    /// <summary>Measure of how often messages are given to somebody else.</summary>
    public const string MessagesRerouted = Base + "/Measure/messages-rerouted";

    /// <summary>Code system of by what measures are told apart.</summary>
    public const string MeasureStratum = Base + "/CodeSystem/measure-stratum";

    /// <summary>Operation <c>$evaluate-measure</c> on a Measure.</summary>
    public const string EvaluateMeasure = Base + "/OperationDefinition/measure-evaluate-measure";

    /// <summary>Code system of what is alarming about a Task: unopened, overdue, long-overdue, left-lying.</summary>
    public const string TaskAlarm = Base + "/CodeSystem/task-alarm";

    /// <summary>Code system of why a Task is given to somebody else.</summary>
    public const string RerouteReason = Base + "/CodeSystem/reroute-reason";

    /// <summary>Code system of how far a message is.</summary>
    public const string MessageState = Base + "/CodeSystem/message-state";

    /// <summary>Operation <c>$inbox</c> on Task.</summary>
    public const string TaskInbox = Base + "/OperationDefinition/task-inbox";

    /// <summary>Operation <c>$open</c> on a Task.</summary>
    public const string TaskOpen = Base + "/OperationDefinition/task-open";

    /// <summary>Operation <c>$answer</c> on a Task.</summary>
    public const string TaskAnswer = Base + "/OperationDefinition/task-answer";

    /// <summary>Operation <c>$reroute</c> on a Task.</summary>
    public const string TaskReroute = Base + "/OperationDefinition/task-reroute";

    /// <summary>Operation <c>$status</c> on a Communication.</summary>
    public const string CommunicationStatus = Base + "/OperationDefinition/communication-status";

    /// <summary>Operation <c>$review-queue</c> on Task.</summary>
    public const string ReviewQueue = Base + "/OperationDefinition/task-review-queue";

    /// <summary>Operation <c>$next</c> on Task.</summary>
    public const string ReviewNext = Base + "/OperationDefinition/task-next";

    /// <summary>Operation <c>$claim</c> on a Task.</summary>
    public const string ReviewClaim = Base + "/OperationDefinition/task-claim";

    /// <summary>Operation <c>$unclaim</c> on a Task.</summary>
    public const string ReviewUnclaim = Base + "/OperationDefinition/task-unclaim";

    /// <summary>Operation <c>$review</c> on a Task.</summary>
    public const string ReviewLook = Base + "/OperationDefinition/task-review";

    /// <summary>Operation <c>$acknowledge</c> on the Task of an alert.</summary>
    public const string AlertAcknowledge = Base + "/OperationDefinition/task-acknowledge";

    /// <summary>Extension on the Task of an alert: how often somebody was told.</summary>
    public const string AlertStep = Base + "/StructureDefinition/alert-step";

    /// <summary>Operation that answers whom a patient's message may be addressed to.</summary>
    public const string GetRecipientChoices = Base + "/OperationDefinition/get-recipient-choices";

    /// <summary>Operation on a Patient: by which rules messages are written into the chart, and whether the sender has agreed to them.</summary>
    public const string MessagingRules = Base + "/OperationDefinition/messaging-rules";

    /// <summary>Operation on Patient: in which charts the person who signed in may write.</summary>
    public const string MyCharts = Base + "/OperationDefinition/my-charts";

    /// <summary>Code system of the reasons for which a message is held or refused.</summary>
    public const string IntakeReason = Base + "/CodeSystem/intake-reason";

    /// <summary>Code system of the work a Task asks for.</summary>
    public const string TaskCode = Base + "/CodeSystem/task-code";

    /// <summary>Code system of where a Task stands with the clinic: unassigned, claimed, answered, escalated.</summary>
    public const string TaskBusinessStatus = Base + "/CodeSystem/task-business-status";

    /// <summary>Code system of what a Task's outputs are.</summary>
    public const string TaskOutput = Base + "/CodeSystem/task-output";

    /// <summary>Code system of what a Questionnaire is for: agreement, intake.</summary>
    public const string QuestionnairePurpose = Base + "/CodeSystem/questionnaire-purpose";

    /// <summary>Code system of what a clinic needs to act on a message without writing back.</summary>
    public const string MessageDetail = Base + "/CodeSystem/message-detail";

    /// <summary>Code system of the kinds of agreement a Consent is.</summary>
    public const string ConsentCategory = Base + "/CodeSystem/consent-category";
}
