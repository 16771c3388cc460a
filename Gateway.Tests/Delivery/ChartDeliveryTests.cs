using Gateway.Delivery;
using Gateway.References;
using Gateway.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Gateway.Tests.Delivery;

/// <summary>One chart's delivery, under a clock that the test turns: order, claims, retries, dead letters.</summary>
public sealed class ChartDeliveryTests : IAsyncLifetime
{
    private static readonly DateTimeOffset _start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan _lease = TimeSpan.FromSeconds(7);
    private static readonly TimeSpan _settle = TimeSpan.FromSeconds(20);

    private readonly string _folder = Directory.CreateTempSubdirectory("outbox").FullName;
    private readonly FakeTimeProvider _clock = new(_start);
    private StrictEhr _ehr = null!;
    private OutboxHost _host = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Database => Path.Combine(_folder, "gateway.db");

    public async ValueTask InitializeAsync()
    {
        _ehr = await StrictEhr.StartAsync(Cancellation);
        _host = await OutboxHost.StartWithoutSiloAsync(
            Database, _ehr.FhirBase, _clock, Cancellation, settings: [("Delivery:BatchSize", "3"), ("Delivery:MaxAttempts", "3")]);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _ehr.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_charts_messages_leave_in_order_through_several_batches()
    {
        string[] ids = [.. Enumerable.Range(1, 8).Select(number => $"m{number}")];
        await _host.AcceptAsync("susie", ids);

        Assert.Equal(ChartRest.Drained, await DeliverAsync("susie"));
        Assert.Equal(ids, _ehr.FiledMessages.Select(filed => filed.MessageId));
        Assert.All(_ehr.Calls, call => Assert.Equal("POST Communication", call));
    }

    [Fact]
    public async Task A_delivery_is_recorded_and_audited()
    {
        await _host.AcceptAsync("susie", "m1");
        await DeliverAsync("susie");

        var row = await _host.RowAsync("m1");
        Assert.Equal((OutboxState.Delivered, 1, "e1", _start), (row.State, row.Attempts, row.EhrId, row.DeliveredAt!.Value));
        var audit = Assert.Single(await _host.AuditAsync());
        Assert.Equal((AuditAction.Deliver, AuditOutcome.Done, "gateway", "Communication/m1", "susie"), (audit.Action, audit.Outcome, audit.Client, audit.Resource, audit.Chart));
        Assert.Equal("""{"connection":"ehr","kind":"file","ehrId":"e1"}""", audit.Reasons);
    }

    [Fact]
    public async Task The_attempt_is_in_the_store_before_the_message_leaves()
    {
        OutboxEntry? seen = null;
        await _host.AcceptAsync("susie", "m1", "m2");
        _ehr.Next(async (ehr, http, body) =>
        {
            seen = await _host.RowAsync("m1");
            await StrictEhr.FileWithoutLocation(ehr, http, body);
        });

        await DeliverAsync("susie");

        Assert.Equal((1, _start + _lease, OutboxState.Pending), (seen!.Attempts, seen.DueAt, seen.State));
    }

    [Fact]
    public async Task Only_the_message_in_hand_is_claimed()
    {
        OutboxEntry? behind = null;
        await _host.AcceptAsync("susie", "m1", "m2");
        _ehr.Next(async (_, http, _) =>
        {
            behind = await _host.RowAsync("m2");
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        });

        await DeliverAsync("susie");

        Assert.Equal(0, behind!.Attempts);
        Assert.Equal(0, (await _host.RowAsync("m2")).Attempts);
    }

    [Fact]
    public async Task A_temporary_failure_stops_the_chart_until_its_time()
    {
        await _host.AcceptAsync("susie", "m1", "m2");
        _ehr.Next(StrictEhr.Status(503));

        Assert.Equal(ChartRest.NotDue, await DeliverAsync("susie"));
        Assert.Equal(ChartRest.NotDue, await DeliverAsync("susie"));

        var row = await _host.RowAsync("m1");
        Assert.Equal((OutboxState.Pending, "503", _start.AddSeconds(2)), (row.State, row.Fault, row.DueAt));
        Assert.Single(_ehr.Calls);
    }

    [Fact]
    public async Task At_its_time_the_first_is_read_back_and_the_others_follow_in_order()
    {
        await _host.AcceptAsync("susie", "m1", "m2");
        _ehr.Next(StrictEhr.Status(503));
        await DeliverAsync("susie");
        _clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(ChartRest.Drained, await DeliverAsync("susie"));

        Assert.Equal(["m1", "m2"], _ehr.FiledMessages.Select(filed => filed.MessageId));
        Assert.Equal(
            ["POST Communication", $"GET Communication?identifier={MessageId.System}|m1", "POST Communication", "POST Communication"],
            _ehr.Calls);
        Assert.Null((await _host.RowAsync("m1")).Fault);
    }

    [Fact]
    public async Task A_message_whose_answer_was_lost_is_filed_once()
    {
        await _host.AcceptAsync("susie", "m1");
        _ehr.Next(StrictEhr.LoseAnswerAfterFiling);

        Assert.Equal(ChartRest.Drained, await DeliverAsync("susie"));
        Assert.Single(_ehr.FiledMessages);
        Assert.Equal("e1", (await _host.RowAsync("m1")).EhrId);
    }

    [Fact]
    public async Task What_the_EHR_is_still_at_is_not_sent_again_and_found_when_it_is_done()
    {
        await _host.AcceptAsync("susie", "m1", "m2");
        var body = Array.Empty<byte>();
        _ehr.Next((ehr, http, sent) =>
        {
            body = sent;
            return StrictEhr.Hang(ehr, http, sent);
        });

        Assert.Equal(ChartRest.NotDue, await DeliverAsync("susie"));
        Assert.Equal(_start + _settle, (await _host.RowAsync("m1")).DueAt);

        _clock.Advance(_settle - TimeSpan.FromSeconds(1));
        Assert.Equal(ChartRest.NotDue, await DeliverAsync("susie"));
        _ehr.File(body);
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(ChartRest.Drained, await DeliverAsync("susie"));
        Assert.Equal(["m1", "m2"], _ehr.FiledMessages.Select(filed => filed.MessageId));
    }

    [Fact]
    public async Task What_a_process_was_sending_when_it_died_may_still_arrive_after_its_lease()
    {
        await _host.AcceptAsync("susie", "m1");
        await LeftBehindAsync("m1");
        _clock.Advance(_lease);

        Assert.Equal(ChartRest.NotDue, await DeliverAsync("susie"));
        var row = await _host.RowAsync("m1");
        Assert.Equal((_start + _lease + _settle, "interrupted"), (row.DueAt, row.Fault));
        Assert.DoesNotContain("POST Communication", _ehr.Calls);

        _clock.Advance(_settle);
        Assert.Equal(ChartRest.Drained, await DeliverAsync("susie"));
        Assert.Single(_ehr.FiledMessages);
    }

    // A claim that nobody settled.
    private async Task LeftBehindAsync(string messageId)
    {
        var row = await _host.RowAsync(messageId);
        await _host.CommitAsync(changes => changes.Change(row, claimed => (claimed.Attempts, claimed.DueAt, claimed.Fault) = (1, _start + _lease, Claim.InHand)));
    }

    [Fact]
    public async Task A_refused_message_is_a_dead_letter_and_the_next_goes_on()
    {
        await _host.AcceptAsync("susie", "m1", "m2");
        _ehr.Next(StrictEhr.Status(403, "4130"));

        Assert.Equal(ChartRest.Drained, await DeliverAsync("susie"));

        var dead = await _host.RowAsync("m1");
        Assert.Equal((OutboxState.DeadLetter, "ehr-4130"), (dead.State, dead.Fault));
        Assert.Equal(["m2"], _ehr.FiledMessages.Select(filed => filed.MessageId));
        Assert.Equal([AuditOutcome.Failed, AuditOutcome.Done], (await _host.AuditAsync()).Select(entry => entry.Outcome));
    }

    [Fact]
    public async Task A_message_that_keeps_failing_is_given_up()
    {
        await _host.AcceptAsync("susie", "m1");
        _ehr.Always("m1", StrictEhr.Status(500));
        for (var attempt = 0; attempt < 3; attempt++)
        {
            await DeliverAsync("susie");
            _clock.Advance(TimeSpan.FromMinutes(15));
        }

        var row = await _host.RowAsync("m1");
        Assert.Equal((OutboxState.DeadLetter, 3, "gave-up-500"), (row.State, row.Attempts, row.Fault));
    }

    [Fact]
    public async Task A_dead_processs_lease_is_waited_for_and_then_the_message_is_read_back()
    {
        await _host.AcceptAsync("susie", "m1");
        await LeftBehindAsync("m1");
        _ehr.File("""{"identifier":[{"value":"m1"}]}"""u8.ToArray());

        Assert.Equal(ChartRest.NotDue, await DeliverAsync("susie"));
        Assert.Empty(_ehr.Calls);

        _clock.Advance(_lease);
        Assert.Equal(ChartRest.Drained, await DeliverAsync("susie"));
        Assert.Equal([$"GET Communication?identifier={MessageId.System}|m1"], _ehr.Calls);
        Assert.Equal(2, (await _host.RowAsync("m1")).Attempts);
    }

    [Fact]
    public async Task What_a_dead_process_was_sending_is_waited_for_also_where_it_cannot_be_looked_for()
    {
        await _host.AcceptAsync("susie", "m1");
        await LeftBehindAsync("m1");
        _ehr.Search = http =>
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        };
        _clock.Advance(_lease);

        await DeliverAsync("susie");

        var row = await _host.RowAsync("m1");
        Assert.Equal((_start + _lease + _settle, "read-back-404"), (row.DueAt, row.Fault));
    }

    [Fact]
    public async Task A_superseded_courier_stops_and_writes_nothing()
    {
        await _host.AcceptAsync("susie", "m1", "m2");
        _ehr.Next(async (ehr, http, body) =>
        {
            var row = await _host.RowAsync("m1");
            await _host.CommitAsync(changes => changes.Change(row, _ => { }));
            await StrictEhr.FileWithoutLocation(ehr, http, body);
        });

        Assert.Equal(ChartRest.Superseded, await DeliverAsync("susie"));
        Assert.Equal(OutboxState.Pending, (await _host.RowAsync("m1")).State);
        Assert.Equal(0, (await _host.RowAsync("m2")).Attempts);
        Assert.Empty(await _host.AuditAsync());
    }

    [Fact]
    public async Task Of_many_couriers_that_believe_they_own_a_chart_one_files_each_message()
    {
        string[] ids = [.. Enumerable.Range(1, 30).Select(number => $"m{number}")];
        await _host.AcceptAsync("susie", ids);

        while ((await _host.RowsAsync()).Any(row => row.State == OutboxState.Pending))
        {
            await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => DeliverAsync("susie"), Cancellation)));
            _clock.Advance(_lease);
        }

        Assert.Equal(ids, _ehr.FiledMessages.Select(filed => filed.MessageId));
    }

    [Fact]
    public async Task A_stop_lets_the_send_in_hand_end_and_begins_no_other()
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        await _host.AcceptAsync("susie", "m1", "m2");
        _ehr.Next(async (ehr, http, body) =>
        {
            await stopping.CancelAsync();
            await StrictEhr.FileWithoutLocation(ehr, http, body);
        });

        Assert.Equal(ChartRest.Stopping, await _host.DeliverAsync("susie", stopping.Token));

        Assert.Equal(OutboxState.Delivered, (await _host.RowAsync("m1")).State);
        var untouched = await _host.RowAsync("m2");
        Assert.Equal((0, 0), (untouched.Attempts, untouched.Revision));
    }

    [Fact]
    public async Task A_row_without_its_message_is_a_dead_letter()
    {
        await _host.CommitAsync(db => db.Add(_host.ARow("susie", "lost")));

        Assert.Equal(ChartRest.Drained, await DeliverAsync("susie"));
        Assert.Equal("content-missing", (await _host.RowAsync("lost")).Fault);
    }

    [Fact]
    public async Task A_connector_that_throws_holds_no_chart_for_ever()
    {
        await _host.DisposeAsync();
        _host = await OutboxHost.StartWithoutSiloAsync(
            Database, _ehr.FhirBase, _clock, Cancellation, new BrokenConnector(), ("Delivery:MaxAttempts", "1"));
        await _host.AcceptAsync("susie", "m1");

        Assert.Equal(ChartRest.Drained, await DeliverAsync("susie"));
        Assert.Equal("gave-up-connector-error", (await _host.RowAsync("m1")).Fault);
    }

    [Fact]
    public async Task A_chart_whose_courier_cannot_be_reached_is_delivered_by_who_woke_it()
    {
        await _host.AcceptAsync("susie", "m1", "m2");
        var couriers = new Couriers(_host.Delivery, _host.Get<IHostApplicationLifetime>(), NullLogger<Couriers>.Instance);
        couriers.Open(GoneCouriers.Make());

        couriers.Wake("ehr", new PatientId("susie"));

        for (var attempt = 0; attempt < 600 && _ehr.FiledMessages.Count < 2; attempt++)
        {
            await Task.Delay(100, Cancellation);
        }

        Assert.Equal(["m1", "m2"], _ehr.FiledMessages.Select(filed => filed.MessageId));
    }

    [Fact]
    public async Task Another_charts_messages_are_left_alone()
    {
        await _host.AcceptAsync("susie", "m1");
        await _host.AcceptAsync("johnny", "m2");

        await DeliverAsync("johnny");

        Assert.Equal(["m2"], _ehr.FiledMessages.Select(filed => filed.MessageId));
    }

    private Task<ChartRest> DeliverAsync(string chart) => _host.DeliverAsync(chart, Cancellation);

    [Fact]
    public async Task Charts_that_hang_again_and_again_leave_half_of_the_places_to_others()
    {
        var connector = new HangingConnector();
        string[] hanging = ["hangs1", "hangs2", "hangs3", "hangs4", "hangs5"];

        // They have failed in another process.
        await using (var before = await WithFourPlacesAsync(connector))
        {
            foreach (var chart in hanging)
            {
                await before.AcceptAsync(chart, $"of-{chart}");
                await before.DeliverAsync(chart, Cancellation);
            }

            await before.AcceptAsync("well", "m1");
        }

        await using var host = await WithFourPlacesAsync(connector);
        _clock.Advance(TimeSpan.FromMinutes(1));
        var waiting = hanging.Select(chart => host.DeliverAsync(chart, Cancellation)).ToArray();
        await connector.TwoHang.Task.WaitAsync(TimeSpan.FromMinutes(1), Cancellation);

        Assert.Equal(ChartRest.Drained, await host.DeliverAsync("well", Cancellation).WaitAsync(TimeSpan.FromMinutes(1), Cancellation));
        Assert.Equal(2, connector.Hanging);
        connector.Answer.SetResult();
        Assert.All(await Task.WhenAll(waiting), rest => Assert.Equal(ChartRest.Drained, rest));
    }

    private Task<OutboxHost> WithFourPlacesAsync(IEhrConnector connector) => OutboxHost.StartWithoutSiloAsync(
        Path.Combine(_folder, "places.db"), _ehr.FhirBase, _clock, Cancellation, connector, ("Delivery:ConcurrentSends", "4"));

    /// <summary>Fails the first send of a chart that hangs, and then hangs until the test has it answer.</summary>
    private sealed class HangingConnector : IEhrConnector
    {
        private int _hanging;

        public TaskCompletionSource TwoHang { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Hanging => Volatile.Read(ref _hanging);

        public async Task<SendResult> SendAsync(OutboundMessage message, CancellationToken cancellationToken)
        {
            if (message.Chart.Value.StartsWith("hangs", StringComparison.Ordinal))
            {
                if (!message.MayHaveArrived)
                {
                    return new SendResult.Failed("timeout");
                }

                if (Interlocked.Increment(ref _hanging) == 2)
                {
                    TwoHang.SetResult();
                }

                await Answer.Task;
            }

            return new SendResult.Delivered("e1");
        }

        public Task<SendResult> RetractAsync(OutboundRetraction retraction, CancellationToken cancellationToken) => throw new InvalidOperationException();
    }

    private sealed class BrokenConnector : IEhrConnector
    {
        public Task<SendResult> SendAsync(OutboundMessage message, CancellationToken cancellationToken) => throw new InvalidOperationException();

        public Task<SendResult> RetractAsync(OutboundRetraction retraction, CancellationToken cancellationToken) => throw new InvalidOperationException();
    }
}
