using System.Text.Json;
using Gateway.Storage;
using Hl7.Fhir.Model;

namespace Gateway.DeadLetters.Alarms;

/// <summary>A dead letter that nobody was alarmed about yet, with its message.</summary>
internal sealed record WaitingLetter(OutboxEntry Letter, byte[]? Content)
{
    /// <summary>How urgent the message is. One that the store lost is a message that nobody can judge any more.</summary>
    public RequestPriority? Priority { get; } = PriorityIn(Content);

    private static RequestPriority? PriorityIn(byte[]? content)
    {
        if (content is null)
        {
            return RequestPriority.Urgent;
        }

        using var message = JsonDocument.Parse(content);
        return message.RootElement.TryGetProperty("priority", out var priority)
            ? Hl7.Fhir.Utility.EnumUtility.ParseLiteral<RequestPriority>(priority.GetString())
            : null;
    }
}
