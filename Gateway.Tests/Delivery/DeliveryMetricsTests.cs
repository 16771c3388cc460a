using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Gateway.Tests.Support;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Gateway.Tests.Delivery;

/// <summary>What the tables of docs/connectors.md say that an operator sees is counted, and stands in the log.</summary>
public sealed class DeliveryMetricsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_failed_what_is_a_dead_letter_and_what_is_filed_is_counted_by_its_code_and_logged_by_its_id()
    {
        var folder = Directory.CreateTempSubdirectory("delivery-metrics").FullName;
        using var log = new CapturedLog();
        ConcurrentQueue<string> counted = [];
        await using (var ehr = await StrictEhr.StartAsync(Cancellation))
        await using (var host = await OutboxHost.StartWithoutSiloAsync(Path.Combine(folder, "gateway.db"), ehr.FhirBase, new FakeTimeProvider(), Cancellation))
        {
            host.Get<ILoggerFactory>().AddProvider(log);
            using var listener = ListenTo(host.Get<IMeterFactory>(), counted);
            ehr.Next(StrictEhr.Status(500)).Next(StrictEhr.Status(403, "4130"));
            await host.AcceptAsync("susie", "m1");
            await host.AcceptAsync("johnny", "m2", "m3");

            await host.DeliverAsync("susie", Cancellation);
            await host.DeliverAsync("johnny", Cancellation);
        }

        Directory.Delete(folder, recursive: true);
        Assert.Equal(
            ["gateway.delivery.failed ehr 500", "gateway.delivery.dead_lettered ehr ehr-4130", "gateway.delivery.delivered ehr"],
            counted);
        Assert.Contains(log.Lines, line => line.StartsWith("Message m1 not delivered: 500; attempt 1", StringComparison.Ordinal));
        Assert.Contains(log.Lines, line => line.StartsWith("Message m2 is a dead letter: ehr-4130 after 1 attempt(s)", StringComparison.Ordinal));
    }

    private static MeterListener ListenTo(IMeterFactory meters, ConcurrentQueue<string> counted)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, all) =>
            {
                if (instrument.Meter.Scope == meters && instrument is Counter<long>)
                {
                    all.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) =>
        {
            if (instrument.Name.StartsWith("gateway.delivery.", StringComparison.Ordinal))
            {
                counted.Enqueue($"{instrument.Name} {string.Join(' ', tags.ToArray().Select(tag => tag.Value))}");
            }
        });
        listener.Start();
        return listener;
    }
}
