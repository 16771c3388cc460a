using System.Diagnostics;
using Gateway.Connections;
using Gateway.Delivery;
using Gateway.Storage;
using Microsoft.Extensions.Time.Testing;

namespace Gateway.Tests.Delivery;

/// <summary>What holds for all charts of an EHR at once: a pause that it asked for, a rate, and a circuit that opens when nearly all sends fail.</summary>
public sealed class ConnectionGateTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gate").FullName;
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));
    private StrictEhr _ehr = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _ehr = await StrictEhr.StartAsync(Cancellation);

    public async ValueTask DisposeAsync()
    {
        await _ehr.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Told_by_one_chart_that_it_is_too_much_nothing_is_sent_for_any_until_then()
    {
        await using var host = await StartAsync();
        await host.AcceptAsync("susie", "m1");
        await host.AcceptAsync("johnny", "m2");
        _ehr.Next(StrictEhr.Status(429, retryAfter: 30));

        await host.DeliverAsync("susie", Cancellation);
        Assert.Equal(ChartRest.NotDue, await host.DeliverAsync("johnny", Cancellation));

        Assert.Single(_ehr.Calls);
        Assert.Equal((0, null), ((await host.RowAsync("m2")).Attempts, (await host.RowAsync("m2")).Fault));
        _clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(ChartRest.Drained, await host.DeliverAsync("johnny", Cancellation));
        Assert.Equal(ChartRest.Drained, await host.DeliverAsync("susie", Cancellation));
        Assert.Equal(["m2", "m1"], _ehr.FiledMessages.Select(filed => filed.MessageId));
    }

    [Fact]
    public async Task Of_two_waits_that_were_asked_for_the_longer_counts()
    {
        await using var host = await StartAsync();
        await host.AcceptAsync("susie", "m1");
        await host.AcceptAsync("johnny", "m2");
        _ehr.Next(StrictEhr.Status(429, retryAfter: 30)).Next(StrictEhr.Status(429, retryAfter: 5));

        await host.DeliverAsync("susie", Cancellation);
        await host.Get<EhrClient>().CreateAsync("Communication", """{"identifier":[{"value":"m3"}]}"""u8.ToArray(), Cancellation);

        _clock.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(ChartRest.NotDue, await host.DeliverAsync("johnny", Cancellation));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(ChartRest.Drained, await host.DeliverAsync("johnny", Cancellation));
    }

    [Fact]
    public async Task A_chart_for_which_the_EHR_is_away_stops_no_other()
    {
        await using var host = await StartAsync();
        await host.AcceptAsync("susie", "m1");
        await host.AcceptAsync("johnny", "m2");
        _ehr.Next(StrictEhr.Status(503, retryAfter: 30));

        await host.DeliverAsync("susie", Cancellation);

        Assert.Equal(ChartRest.Drained, await host.DeliverAsync("johnny", Cancellation));
    }

    [Fact]
    public async Task An_EHR_that_fails_for_nearly_all_is_left_alone_then_tried_by_one_and_sent_to_by_all_when_it_is_back()
    {
        var connector = new SwitchedConnector { Fails = true };
        await using var host = await StartAsync(connector);
        for (var chart = 0; chart < 20; chart++)
        {
            await host.AcceptAsync($"chart{chart}", $"m{chart}");
            await host.DeliverAsync($"chart{chart}", Cancellation);
        }

        await host.AcceptAsync("late", "last");
        Assert.Equal(ChartRest.NotDue, await host.DeliverAsync("late", Cancellation));
        Assert.Equal((20, 0), (connector.Sends, (await host.RowAsync("last")).Attempts));

        // Five seconds later one tries, while it does all others wait, and what fails again costs five more.
        _clock.Advance(TimeSpan.FromSeconds(5));
        connector.Hang();
        var trying = host.DeliverAsync("chart0", Cancellation);
        await connector.Asked.WaitAsync(TimeSpan.FromMinutes(1), Cancellation);
        Assert.Equal(ChartRest.NotDue, await host.DeliverAsync("late", Cancellation));
        connector.LetGo();
        Assert.Equal(ChartRest.NotDue, await trying);
        Assert.Equal(ChartRest.NotDue, await host.DeliverAsync("late", Cancellation));
        Assert.Equal((21, 0), (connector.Sends, (await host.RowAsync("last")).Attempts));

        _clock.Advance(TimeSpan.FromSeconds(5));
        connector.Fails = false;
        Assert.Equal(ChartRest.Drained, await host.DeliverAsync("late", Cancellation));
        for (var chart = 0; chart < 20; chart++)
        {
            Assert.Equal(ChartRest.Drained, await host.DeliverAsync($"chart{chart}", Cancellation));
        }

        Assert.All(await host.RowsAsync(), row => Assert.Equal(OutboxState.Delivered, row.State));
    }

    [Fact]
    public async Task Charts_that_fail_among_others_stop_nobody()
    {
        var connector = new SwitchedConnector();
        await using var host = await StartAsync(connector);
        for (var chart = 0; chart < 24; chart++)
        {
            connector.Fails = chart % 4 != 0;
            await host.AcceptAsync($"chart{chart}", $"m{chart}");
            await host.DeliverAsync($"chart{chart}", Cancellation);
        }

        Assert.Equal(24, connector.Sends);
    }

    [Fact]
    public async Task No_more_is_sent_in_a_second_than_the_EHR_is_to_have()
    {
        await using var host = await StartAsync(settings: ("Delivery:PerSecond", "0.001"));
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        await host.AcceptAsync("susie", "m1", "m2");

        var delivering = host.DeliverAsync("susie", stopping.Token);
        for (var began = Stopwatch.GetTimestamp(); (await host.RowAsync("m1")).State != OutboxState.Delivered;)
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromMinutes(1), "The first was not sent.");
            await Task.Delay(20, Cancellation);
        }

        await stopping.CancelAsync();
        Assert.Equal(ChartRest.Stopping, await delivering);
        Assert.Single(_ehr.FiledMessages);
        Assert.Equal(0, (await host.RowAsync("m2")).Attempts);
    }

    private Task<OutboxHost> StartAsync(IEhrConnector? connector = null, params (string Key, string Value)[] settings) =>
        OutboxHost.StartWithoutSiloAsync(Path.Combine(_folder, "gateway.db"), _ehr.FhirBase, _clock, Cancellation, connector, settings);

    /// <summary>Fails all sends or none, and hangs when it is told to.</summary>
    private sealed class SwitchedConnector : IEhrConnector
    {
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private TaskCompletionSource? _answer;

        public bool Fails { get; set; }

        public int Sends { get; private set; }

        public Task Asked => _asked.Task;

        public void Hang() => _answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        public void LetGo()
        {
            _answer!.SetResult();
            _answer = null;
        }

        public async Task<SendResult> SendAsync(OutboundMessage message, CancellationToken cancellationToken)
        {
            Sends++;
            if (_answer is { } answer)
            {
                _asked.TrySetResult();
                await answer.Task;
            }

            return Fails ? new SendResult.Failed("500") : new SendResult.Delivered("e1");
        }

        public Task<SendResult> RetractAsync(OutboundRetraction retraction, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
