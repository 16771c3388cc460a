using Load.Replaying;

namespace Load.Chaos;

/// <summary>What a client was told about one message, and when, from the start of the story.</summary>
internal readonly record struct ToldMessage(MessageRecord Record, TimeSpan At)
{
    /// <summary>While the gateways warmed up: it must arrive like any other, and its time to the EHR tells nothing.</summary>
    public static readonly TimeSpan BeforeTheStory = TimeSpan.MinValue;
}
