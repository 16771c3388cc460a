namespace Gateway.References;

/// <summary>The gateway's id of one message: its Communication's logical id, and its business identifier in the EHR.</summary>
internal readonly record struct MessageId(string Value)
{
    /// <summary>The <c>Communication.identifier.system</c> under which the EHR holds the gateway's message ids.</summary>
    public const string System = "https://fhirmessaging.org/fhir/sid/message-id";

    /// <summary>The system of an identifier that the parts of one message have in common, whatever their charts.</summary>
    public const string ThreadSystem = "https://fhirmessaging.org/fhir/sid/thread-id";

    /// <summary>The system under which the EHR holds the notice that a message must be taken back by hand.</summary>
    public const string RetractionSystem = "https://fhirmessaging.org/fhir/sid/retraction-id";

    /// <summary>The system of the EHR's own id of a message that was taken in from there.</summary>
    public const string EhrSystem = "https://fhirmessaging.org/fhir/sid/ehr-message-id";

    public ResourceKey Key => new("Communication", Value);

    /// <summary>A new id; version 7 UUIDs sort by time, so that index pages fill from one side.</summary>
    public static MessageId New(TimeProvider clock) => new(Guid.CreateVersion7(clock.GetUtcNow()).ToString("D"));

    public override string ToString() => Value;
}
