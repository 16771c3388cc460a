namespace Load.Comparing;

/// <summary>One of the things whose rates are put side by side.</summary>
internal enum Contender
{
    BareOne,
    BareGrouped,
    RowsGrouped,
    GatewayDelivering,
    GatewayPaused,
}
