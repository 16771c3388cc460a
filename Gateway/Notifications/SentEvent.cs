using Gateway.Rest;

namespace Gateway.Notifications;

/// <summary>An event that its reader may see, with what it is about as it stands now.</summary>
/// <param name="Number">Its number.</param>
/// <param name="At">When it happened.</param>
/// <param name="Focus">What it happened to.</param>
/// <param name="Context">What else it is about, if the reader may see that too.</param>
internal sealed record SentEvent(long Number, DateTimeOffset At, ResourceVersion Focus, ResourceVersion? Context)
{
    /// <summary>The chart that it is in.</summary>
    public string? Chart { get; init; }

    /// <summary>It is held: who must not know of that must not read what tells of it either.</summary>
    public bool IsHeld { get; init; }
}
