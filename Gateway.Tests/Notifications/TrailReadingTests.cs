using Gateway.Notifications;
using Gateway.Storage;

namespace Gateway.Tests.Notifications;

/// <summary>Each row of the trail is read once, in whatever order the chains of several processes come to the store.</summary>
public sealed class TrailReadingTests
{
    private const long Here = 0x111;
    private const long There = 0x222;

    private static readonly DateTimeOffset Noon = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan LongestWrite = TimeSpan.FromMinutes(5);

    [Fact]
    public void Who_begins_reads_from_the_first_subscription_on()
    {
        var reading = TrailReading.From([], Noon, null, LongestWrite);
        reading.See([Head(Here, 7)]);

        Assert.True(reading.IsBehind);
        Assert.Equal(AuditTime.From(Noon) - 1, reading.Place);
        Assert.True(reading.IsNew(Row(Here, 7, 1)));
    }

    [Fact]
    public void What_came_after_the_look_began_is_for_the_next()
    {
        var reading = TrailReading.From([], Noon, null, LongestWrite);
        reading.See([Head(Here, 7)]);

        Assert.False(reading.IsNew(Row(Here, 8, 1)));
        Assert.False(reading.IsNew(Row(There, 1, 1)));
    }

    [Fact]
    public void A_row_that_appears_behind_later_ones_is_not_missed()
    {
        var cursors = new[] { Cursor(Here, 10, 30), Cursor(There, 4, 20) };
        var reading = TrailReading.From(cursors, Noon, null, LongestWrite);
        reading.See([Head(Here, 10), Head(There, 5)]);

        Assert.Equal(AuditTime.Sequence(AuditTime.Micros(Noon.AddSeconds(20)), There), reading.Place);
        Assert.True(reading.IsNew(Row(There, 5, 25)));
        Assert.False(reading.IsNew(Row(Here, 10, 30)));
    }

    [Fact]
    public void Nothing_is_read_again_once_it_was_read_to_the_end()
    {
        var reading = TrailReading.From([], Noon, null, LongestWrite);
        reading.See([Head(Here, 2), Head(There, 1)]);

        Assert.Equal(2, reading.Advance([Row(Here, 1, 1), Row(There, 1, 2), Row(Here, 2, 3)], isLast: true).Count);

        Assert.False(reading.IsBehind);
        Assert.False(reading.IsNew(Row(Here, 2, 3)));
        reading.See([Head(Here, 3)]);
        Assert.True(reading.IsNew(Row(Here, 3, 4)));
    }

    [Fact]
    public void A_full_page_is_followed_by_the_next()
    {
        var reading = TrailReading.From([], Noon, null, LongestWrite);
        reading.See([Head(Here, 3)]);

        reading.Advance([Row(Here, 1, 1), Row(Here, 2, 2)], isLast: false);

        Assert.True(reading.IsBehind);
        Assert.Equal(Row(Here, 2, 2).Sequence, reading.Place);
        Assert.False(reading.IsNew(Row(Here, 2, 2)));
        Assert.True(reading.IsNew(Row(Here, 3, 3)));
    }

    [Fact]
    public void A_chain_that_was_idle_for_long_does_not_make_all_of_the_day_be_read_again()
    {
        var reading = TrailReading.From([Cursor(Here, 10, -40_000), Cursor(There, 99, 0)], Noon, Noon.AddSeconds(-300), LongestWrite);
        reading.See([Head(Here, 11), Head(There, 99)]);

        Assert.Equal(AuditTime.From(Noon.AddSeconds(-300)) - 1, reading.Place);
    }

    [Fact]
    public void Chains_of_days_gone_by_are_forgotten()
    {
        var old = new TopicCursor { Chain = There, Day = 20261127, Number = 3, Sequence = AuditTime.From(Noon.AddDays(-3)) };
        var reading = TrailReading.From([Cursor(Here, 1, 0), old], Noon, null, LongestWrite);
        reading.See([Head(Here, 2)]);

        Assert.Equal(20261129, reading.FirstDay);
        Assert.Equal(2, reading.Advance([Row(Here, 2, 1)], isLast: true).Count);
    }

    private static ChainHead Head(long chain, int number) => new(chain, 20261130, number);

    private static TopicCursor Cursor(long chain, int number, int seconds) => new()
    {
        Chain = chain,
        Day = 20261130,
        Number = number,
        Sequence = AuditTime.Sequence(AuditTime.Micros(Noon.AddSeconds(seconds)), chain),
    };

    private static AuditEntry Row(long chain, int number, int seconds) => new()
    {
        Action = AuditAction.Create,
        Client = "app",
        Chain = chain,
        Number = number,
        Sequence = AuditTime.Sequence(AuditTime.Micros(Noon.AddSeconds(seconds)), chain),
    };
}
