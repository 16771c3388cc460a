using System.Diagnostics;
using Gateway.Connections;
using Gateway.Delivery;
using Gateway.Storage;
using Gateway.Tests.Support;
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
        Assert.Equal(_clock.GetUtcNow().AddSeconds(30), host.Get<ConnectionGate>().ShutUntil);
        Assert.Equal((0, null), ((await host.RowAsync("m2")).Attempts, (await host.RowAsync("m2")).Fault));
        _clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Null(host.Get<ConnectionGate>().ShutUntil);
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
    public async Task While_nothing_can_be_looked_for_what_must_be_waits_without_an_attempt_and_all_else_goes()
    {
        var clock = new MovedClock();
        await using var host = await OutboxHost.StartWithoutSiloAsync(Path.Combine(_folder, "looks.db"), _ehr.FhirBase, clock, Cancellation);
        await host.AcceptAsync("susie", "m1");
        _ehr.Next(StrictEhr.Status(503));
        await host.DeliverAsync("susie", Cancellation);
        clock.Advance(TimeSpan.FromSeconds(2));
        _ehr.Search = http => StrictEhr.Status(500)(_ehr, http, []);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => host.Get<EhrClient>().ReadAsync("Communication?identifier=x", Cancellation)));
        var asked = _ehr.Calls.Count;

        await host.AcceptAsync("johnny", "m2");
        Assert.Equal(ChartRest.NotDue, await host.DeliverAsync("susie", Cancellation));
        Assert.Equal(ChartRest.Drained, await host.DeliverAsync("johnny", Cancellation));
        Assert.Equal((1, "503"), ((await host.RowAsync("m1")).Attempts, (await host.RowAsync("m1")).Fault));
        Assert.Equal(asked + 1, _ehr.Calls.Count);

        _ehr.Search = null;
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(ChartRest.Drained, await host.DeliverAsync("susie", Cancellation));
        Assert.Equal(["m2", "m1"], _ehr.FiledMessages.Select(filed => filed.MessageId));
    }

    [Fact]
    public async Task What_a_circuit_turned_away_behind_the_gate_waits_as_long_and_spends_no_attempt()
    {
        var connector = new SwitchedConnector { Fails = true, Fault = EhrFault.CircuitOpen };
        await using var host = await StartAsync(connector, ("Delivery:MaxAttempts", "2"));
        await host.AcceptAsync("susie", "m1");

        for (var round = 0; round < 3; round++)
        {
            Assert.Equal(ChartRest.NotDue, await host.DeliverAsync("susie", Cancellation));
            var row = await host.RowAsync("m1");
            Assert.Equal((OutboxState.Pending, 1, _clock.GetUtcNow().AddSeconds(5)), (row.State, row.Attempts, row.DueAt));
            _clock.Advance(TimeSpan.FromSeconds(5));
        }

        connector.Fails = false;
        Assert.Equal(ChartRest.Drained, await host.DeliverAsync("susie", Cancellation));
        Assert.Equal((4, true), (connector.Sends, connector.WasToLook));
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

        public string Fault { get; init; } = "500";

        /// <summary>Whether the last send was told that an earlier one may have arrived.</summary>
        public bool WasToLook { get; private set; }

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
            WasToLook = message.MayHaveArrived;
            if (_answer is { } answer)
            {
                _asked.TrySetResult();
                await answer.Task;
            }

            return Fails ? new SendResult.Failed(Fault) : new SendResult.Delivered("e1");
        }

        public Task<SendResult> RetractAsync(OutboundRetraction retraction, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
