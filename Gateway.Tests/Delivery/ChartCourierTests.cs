using System.Diagnostics;
using Gateway.References;
using Gateway.Storage;

namespace Gateway.Tests.Delivery;

/// <summary>Couriers in a real silo: wake-ups, the sweep, restarts.</summary>
public sealed class ChartCourierTests : IAsyncLifetime
{
    private static readonly (string, string) _noSweep = ("Delivery:SweepIntervalSeconds", "3600");
    private static readonly (string, string)[] _quick =
        [("Delivery:SweepIntervalSeconds", "0.1"), ("Delivery:FirstDelaySeconds", "0.05"), ("Delivery:MaxDelaySeconds", "0.2")];

    private readonly string _folder = Directory.CreateTempSubdirectory("couriers").FullName;
    private StrictEhr _ehr = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Database => Path.Combine(_folder, "gateway.db");

    public async ValueTask InitializeAsync() => _ehr = await StrictEhr.StartAsync(Cancellation);

    public async ValueTask DisposeAsync()
    {
        await _ehr.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_wake_delivers_without_a_sweep()
    {
        await using var host = await StartAsync(_noSweep);
        await host.Couriers.Ready.WaitAsync(Cancellation);
        await host.AcceptAsync("susie", "m1");

        host.Couriers.Wake("ehr", new PatientId("susie"));

        await UntilAsync(() => _ehr.FiledMessages.Count == 1);
    }

    [Fact]
    public async Task Each_chart_keeps_its_order_and_each_message_is_filed_once()
    {
        await using var host = await StartAsync(_quick);
        await host.Couriers.Ready.WaitAsync(Cancellation);
        for (var number = 0; number < 60; number++)
        {
            var chart = $"chart{number % 6}";
            await host.AcceptAsync(chart, $"{chart}-{number}");
            host.Couriers.Wake("ehr", new PatientId(chart));
            host.Couriers.Wake("ehr", new PatientId(chart));
        }

        await UntilAsync(() => _ehr.FiledMessages.Count >= 60);

        var numbers = _ehr.FiledMessages.Select(filed => filed.MessageId.Split('-')).GroupBy(id => id[0], id => int.Parse(id[1], null));
        Assert.All(numbers, chart => Assert.Equal(chart.Order().Distinct(), chart));
        Assert.Equal(60, _ehr.FiledMessages.Count);
    }

    [Fact]
    public async Task A_lost_wake_is_swept()
    {
        await using var host = await StartAsync(_quick);
        await host.AcceptAsync("susie", "m1");

        await UntilAsync(() => _ehr.FiledMessages.Count == 1);
    }

    [Fact]
    public async Task One_charts_failure_holds_no_other_chart()
    {
        _ehr.Always("m1", StrictEhr.Status(503));
        await using var host = await StartAsync(_quick);
        await host.AcceptAsync("susie", "m1", "m2");
        await host.AcceptAsync("johnny", "m3");
        await UntilAsync(() => _ehr.FiledMessages.Count == 1);
        Assert.Equal("m3", _ehr.FiledMessages.Single().MessageId);

        _ehr.Honest("m1");

        await UntilAsync(() => _ehr.FiledMessages.Count == 3);
        Assert.Equal(["m3", "m1", "m2"], _ehr.FiledMessages.Select(filed => filed.MessageId));
    }

    [Fact]
    public async Task A_restart_goes_on_where_the_last_process_ended()
    {
        _ehr.Always("m1", StrictEhr.Status(503));
        await using (var first = await StartAsync(_quick))
        {
            await first.AcceptAsync("susie", "m1", "m2");
            await UntilAsync(async () => (await first.RowAsync("m1")).Fault is not null);
        }

        _ehr.Honest("m1");
        await using var second = await StartAsync(_quick);

        await UntilAsync(async () => (await second.RowsAsync()).All(row => row.State == OutboxState.Delivered));
        Assert.Equal(["m1", "m2"], _ehr.FiledMessages.Select(filed => filed.MessageId));
    }

    [Fact]
    public async Task A_wake_before_the_silo_is_up_harms_nothing()
    {
        await using var host = await StartAsync(_quick);
        host.Couriers.Wake("ehr", new PatientId("susie"));
        await host.AcceptAsync("susie", "m1");
        host.Couriers.Wake("ehr", new PatientId("susie"));

        await UntilAsync(() => _ehr.FiledMessages.Count == 1);
    }

    [Fact]
    public async Task More_due_charts_than_one_page_of_the_sweep_are_all_delivered()
    {
        await using var host = await StartAsync(_quick);
        await Task.WhenAll(Enumerable.Range(0, 1100).Select(number => host.AcceptAsync($"chart{number}", $"m{number}")));

        await UntilAsync(() => _ehr.FiledMessages.Count >= 1100);
        Assert.Equal(1100, _ehr.FiledMessages.Select(filed => filed.MessageId).Distinct().Count());
    }

    [Fact]
    public async Task A_gateway_that_is_stopped_while_its_silo_starts_stops()
    {
        for (var time = 0; time < 3; time++)
        {
            await using var host = await StartAsync(_quick);
            Assert.False(host.Couriers.Ready.IsFaulted);
        }
    }

    [Fact]
    public async Task While_paused_messages_stay()
    {
        await using (var paused = await StartAsync([.. _quick, ("Delivery:Paused", "true")]))
        {
            await paused.AcceptAsync("susie", "m1");
            paused.Couriers.Wake("ehr", new PatientId("susie"));
            Assert.False(paused.Couriers.Ready.IsCompleted);
        }

        Assert.Empty(_ehr.Calls);
        await using var resumed = await StartAsync(_quick);
        await UntilAsync(() => _ehr.FiledMessages.Count == 1);
    }

    private static Task UntilAsync(Func<bool> holds) => UntilAsync(() => Task.FromResult(holds()));

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        for (var began = Stopwatch.GetTimestamp(); !await holds();)
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromMinutes(2), "It did not come about within two minutes.");
            await Task.Delay(20, Cancellation);
        }
    }

    private Task<OutboxHost> StartAsync(params (string Key, string Value)[] settings) =>
        OutboxHost.StartAsync(Database, _ehr.FhirBase, Cancellation, settings);
}
