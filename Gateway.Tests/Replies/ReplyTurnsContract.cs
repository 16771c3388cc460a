using Gateway.Connections;
using Gateway.Messages;
using Gateway.Replies;
using Gateway.Search.Definitions;
using Gateway.Storage;
using Gateway.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Gateway.Tests.Replies;

/// <summary>Whose turn it is to look into the EHR, how far it was read, and that a reply is taken in once, on every database.</summary>
public abstract class ReplyTurnsContract : StorageContract
{
    private readonly FakeTimeProvider clock = new(Rows.Noon);
    private readonly EhrOptions options = new() { FhirBase = new Uri("https://ehr.example/fhir") };

    private protected ReplyTurnsContract(StorageProvider provider)
        : base(provider)
    {
    }

    [Fact]
    public async Task One_gateway_looks_at_a_time_and_another_when_it_is_due_again()
    {
        var turns = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Turns().TakeAsync(Cancellation)));
        var turn = turns.OfType<ReplyTurn>().FirstOrDefault() ?? await Turns().TakeAsync(Cancellation);

        Assert.InRange(turns.OfType<ReplyTurn>().Count(), 0, 1);
        Assert.Equal(Rows.Noon - LookPolicy.FirstLook, turn!.Reached);
        Assert.Null(await Turns().TakeAsync(Cancellation));
        turn.Reached = Rows.Noon;
        Assert.True(await turn.EndAsync(isComplete: true, Cancellation));
        Assert.Equal(Rows.Noon, await Turns().LastReadAsync(Cancellation));
        clock.Advance(options.Replies.Period - TimeSpan.FromMilliseconds(1));
        Assert.Null(await Turns().TakeAsync(Cancellation));
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(Rows.Noon, (await Turns().TakeAsync(Cancellation))!.Reached);
    }

    [Fact]
    public async Task A_turn_that_is_not_kept_up_is_somebody_elses_and_its_own_writes_count_no_more()
    {
        var dead = (await Turns().TakeAsync(Cancellation))!;
        dead.Reached = Rows.Noon.AddMinutes(-30);
        Assert.True(await dead.KeepAsync(Cancellation));
        clock.Advance(LookPolicy.Turn(options));

        var next = await Turns().TakeAsync(Cancellation);

        Assert.Equal(Rows.Noon.AddMinutes(-30), next!.Reached);
        Assert.False(await dead.KeepAsync(Cancellation));
        Assert.False(await dead.EndAsync(isComplete: true, Cancellation));
        Assert.False(await dead.FailAsync("timeout", null, Cancellation));
        Assert.True(await next.KeepAsync(Cancellation));
    }

    [Fact]
    public async Task A_look_that_fails_keeps_its_place_and_waits_longer_each_time_until_one_does_not()
    {
        foreach (var (failures, seconds) in new[] { (1, 30), (2, 60), (3, 120) })
        {
            Assert.True(await (await Turns().TakeAsync(Cancellation))!.FailAsync("timeout", null, Cancellation));
            var cursor = await CursorAsync();
            Assert.Equal((failures, "timeout", clock.GetUtcNow().AddSeconds(seconds)), (cursor.Failures, cursor.Fault, cursor.DueAt));
            Assert.Equal(Rows.Noon - LookPolicy.FirstLook, cursor.Position);
            clock.Advance(TimeSpan.FromSeconds(seconds));
        }

        Assert.True(await (await Turns().TakeAsync(Cancellation))!.EndAsync(isComplete: true, Cancellation));
        Assert.Equal((0, null), ((await CursorAsync()).Failures, (await CursorAsync()).Fault));
    }

    [Fact]
    public async Task Who_stops_leaves_the_turn_to_others_at_once()
    {
        Assert.True(await (await Turns().TakeAsync(Cancellation))!.GiveBackAsync());

        Assert.NotNull(await Turns().TakeAsync(Cancellation));
    }

    [Fact]
    public async Task What_was_taken_in_from_the_EHR_is_taken_in_once_and_corrected_by_one()
    {
        Assert.IsType<CommitResult.Committed>(await Store.CommitAsync(changes => changes.Add(Known(1))));
        Assert.IsType<CommitResult.Duplicate>(await Store.CommitAsync(changes => changes.Add(Known(2))));

        await using var db = Store.Read();
        var row = Assert.Single(await ReplyReader.Replies(db, "ehr", ["e1", "e2"]).ToListAsync(Cancellation));
        Assert.IsType<CommitResult.Committed>(await Store.CommitAsync(changes => changes.Change(row with { }, known => known.Digest = [2])));
        Assert.IsType<CommitResult.Superseded>(await Store.CommitAsync(changes => changes.Change(row with { }, known => known.Digest = [3])));
        Assert.Equal("m1", Assert.Single(await ReplyReader.Replies(db, "ehr", ["e1"]).ToListAsync(Cancellation)).MessageId);
    }

    [Fact]
    public async Task What_is_asked_about_replies_every_database_can_answer()
    {
        await using var db = Store.Read();

        Assert.Empty(await ReplyReader.Filed(db, "ehr", ["e1"]).ToListAsync(Cancellation));
        Assert.Empty(await ReplyReader.Messages(db, ["m1"]).ToListAsync(Cancellation));
        Assert.Empty(await OpenWorkReader.Tasks(db, ParameterNumber.Of("Task", "focus"), ["Communication/m1"], "susie-smith").ToListAsync(Cancellation));
    }

    private static EhrReply Known(byte digest) => new() { Connection = "ehr", EhrId = "e1", MessageId = "m1", Digest = [digest] };

    private ReplyTurns Turns() => new(Store.Databases, Store.Queue, Options.Create(options), clock);

    private async Task<ReplyCursor> CursorAsync()
    {
        await using var db = Store.Read();
        return await db.ReplyCursors.AsNoTracking().SingleAsync(Cancellation);
    }
}
