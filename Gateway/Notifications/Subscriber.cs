using Gateway.Access;

namespace Gateway.Notifications;

/// <summary>Who a subscription is for, and what that is worth now.</summary>
internal abstract record Subscriber
{
    private Subscriber()
    {
    }

    /// <summary>With these rights today.</summary>
    public sealed record Known(Reader Reader) : Subscriber;

    /// <summary>Nobody any more: the client was disabled, or the person may act for no such patient.</summary>
    public sealed record Gone : Subscriber;

    /// <summary>Whose charts are open to the person cannot be said while the EHR is away.</summary>
    public sealed record Undecided : Subscriber;
}
