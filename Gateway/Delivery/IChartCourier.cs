using Orleans.Concurrency;

namespace Gateway.Delivery;

/// <summary>The one courier of a chart on a connection (its key is a <see cref="CourierKey"/>), anywhere in the cluster.</summary>
internal interface IChartCourier : IGrainWithStringKey
{
    /// <summary>Says that the chart may have something to send; returns before it is sent.</summary>
    [AlwaysInterleave]
    Task WakeAsync();
}
