using System.Reflection;
using Gateway.Delivery;

namespace Gateway.Tests.Delivery;

/// <summary>A cluster in which whoever should answer has died, and nobody knows yet.</summary>
public class GoneCouriers : DispatchProxy
{
    internal static IGrainFactory Make() => Create<IGrainFactory, GoneCouriers>();

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => new Gone();

    private sealed class Gone : IChartCourier
    {
        public Task WakeAsync() => Task.FromException(new TimeoutException());
    }
}
