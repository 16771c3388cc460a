using Hl7.Fhir.Model;

namespace SmartApp.Conversations;

/// <summary>One message as people read it.</summary>
internal sealed record Message(string Id, DateTimeOffset? Sent, Author Author)
{
    /// <summary>What the author is called, if the message says so.</summary>
    public string? Name { get; init; }

    /// <summary>The subject line.</summary>
    public string? Topic { get; init; }

    public IReadOnlyList<string> Texts { get; init; } = [];

    /// <summary>What files are attached, by their titles.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>The message that it answers.</summary>
    public string? Answers { get; init; }

    /// <summary>A person looks at it before it goes on.</summary>
    public bool IsHeld { get; init; }

    /// <summary>It was taken back, or moved to another chart.</summary>
    public bool IsWithdrawn { get; init; }

    /// <summary>Why it is in this state, in the gateway's words.</summary>
    public string? StateReason { get; init; }

    public required Communication Resource { get; init; }
}
