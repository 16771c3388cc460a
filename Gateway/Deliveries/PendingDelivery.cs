using Gateway.Storage;

namespace Gateway.Deliveries;

/// <summary>A message that is on its way to the EHR.</summary>
internal sealed class PendingDelivery
{
    public required OutboxEntry Entry { get; init; }

    /// <summary>The first of its chart that has not arrived: itself, or the one that it waits for.</summary>
    public required long First { get; init; }

    /// <summary>When the message was accepted, or what is to be taken back was; nothing if the store lost it.</summary>
    public required DateTimeOffset? Since { get; init; }
}
