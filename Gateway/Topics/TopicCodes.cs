namespace Gateway.Topics;

/// <summary>The topics' codes: the ids of their definitions in Fhir.Profiles.</summary>
internal static class TopicCodes
{
    public const string MessageReceived = "message-received";
    public const string MessageHeld = "message-held";
    public const string MessageRouted = "message-routed";
    public const string MessageDelivered = "message-delivered";
    public const string MessageUndeliverable = "message-undeliverable";
    public const string TaskOverdue = "task-overdue";
    public const string AnswerDue = "answer-due";
    public const string Escalation = "escalation";
}
