using System.Collections.Immutable;
using Gateway.Delivery;

namespace Gateway.Deliveries;

/// <summary>Tells where deliveries stand, in memory and for the database: a test holds the two together. Pure.</summary>
internal static class DeliveryStates
{
    /// <summary>As REST has them.</summary>
    public static ImmutableDictionary<string, DeliveryState> Names { get; } = Enum.GetValues<DeliveryState>().ToImmutableDictionary(NameOf, StringComparer.Ordinal);

    public static string NameOf(DeliveryState state) => state switch
    {
        DeliveryState.Waiting => "waiting",
        DeliveryState.InHand => "in-hand",
        DeliveryState.Retrying => "retrying",
        DeliveryState.Behind => "behind",
    };

    // In hand comes first: what is replayed goes before one of its chart that is being sent.
    public static DeliveryState Of(PendingDelivery delivery, DateTimeOffset now) => delivery switch
    {
        { Entry: { Fault: Claim.InHand, DueAt: var until } } when until > now => DeliveryState.InHand,
        _ when delivery.First < delivery.Entry.Sequence => DeliveryState.Behind,
        { Entry.Attempts: > 0 } => DeliveryState.Retrying,
        _ => DeliveryState.Waiting,
    };

    public static IQueryable<PendingDelivery> In(this IQueryable<PendingDelivery> deliveries, DeliveryState state, DateTimeOffset now) => state switch
    {
        DeliveryState.InHand => deliveries.Where(one => one.Entry.Fault == Claim.InHand && one.Entry.DueAt > now),
        DeliveryState.Behind => deliveries.Where(one => !(one.Entry.Fault == Claim.InHand && one.Entry.DueAt > now) && one.First < one.Entry.Sequence),
        DeliveryState.Retrying => deliveries.Where(
            one => !(one.Entry.Fault == Claim.InHand && one.Entry.DueAt > now) && one.First == one.Entry.Sequence && one.Entry.Attempts > 0),
        DeliveryState.Waiting => deliveries.Where(
            one => !(one.Entry.Fault == Claim.InHand && one.Entry.DueAt > now) && one.First == one.Entry.Sequence && one.Entry.Attempts == 0),
    };
}
