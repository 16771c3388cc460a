namespace Gateway.Deliveries;

/// <summary>What became of a wish that something be tried now.</summary>
internal abstract record DeliveryOutcome
{
    private DeliveryOutcome()
    {
    }

    /// <summary>Done; the delivery as it stands now.</summary>
    public sealed record Changed(PendingDelivery Delivery) : DeliveryOutcome;

    /// <summary>It is not on its way: delivered, a dead letter, or never there.</summary>
    public sealed record Unknown : DeliveryOutcome;

    /// <summary>It is not tried again: not yet tried, in hand, or behind another.</summary>
    public sealed record Conflicting(string Sentence) : DeliveryOutcome;

    /// <summary>Not the state that the caller has seen.</summary>
    public sealed record Stale : DeliveryOutcome;

    /// <summary>The store is away.</summary>
    public sealed record Unavailable : DeliveryOutcome;
}
