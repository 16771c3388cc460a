namespace Gateway.Delivery;

/// <summary>Why a chart's courier rests.</summary>
internal enum ChartRest
{
    /// <summary>Nothing is pending.</summary>
    Drained,

    /// <summary>The first message waits for its time: a retry, or the end of somebody's lease.</summary>
    NotDue,

    /// <summary>Another courier wrote the row: this one believes wrongly that it owns the chart.</summary>
    Superseded,

    /// <summary>The store takes no writes now.</summary>
    StoreAway,

    /// <summary>All places of this process are taken, and another of the cluster may have one.</summary>
    Crowded,

    /// <summary>The process ends.</summary>
    Stopping,
}
