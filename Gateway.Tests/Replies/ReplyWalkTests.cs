using CsCheck;
using Gateway.Replies;

namespace Gateway.Tests.Replies;

/// <summary>However an EHR dates, delays, corrects and pages what clinicians write, and whenever a gateway is stopped: nothing is left out.</summary>
public sealed class ReplyWalkTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset LastStop = Noon.AddMinutes(30);
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(60);

    private static readonly Gen<AnEhr.Written> Written = Gen.Select(
        Gen.Int[0, 1_200], Gen.Int[0, 55_000], Gen.Bool, Gen.Int[0, 3], Gen.Int[60, 600],
        (second, delay, isLate, chance, later) => new AnEhr.Written(
            Noon.AddSeconds(second), TimeSpan.FromMilliseconds(isLate ? delay : 0), chance == 0 ? Noon.AddSeconds(second + later) : null));

    private static readonly Gen<AnEhr.Habits> Habits = Gen.Select(
        Gen.Int[1, 7], Gen.Bool, Gen.OneOf(-600, -30, 0, 30, 600), Gen.Int[0, 4],
        (pageSize, pagesByNumber, skewSeconds, stopEvery) => new AnEhr.Habits(pageSize, pagesByNumber, TimeSpan.FromSeconds(skewSeconds), stopEvery));

    [Fact]
    public void Nothing_is_left_out() => Gen.Select(Written.Array[0, 60], Habits).Sample(
        (history, habits) =>
        {
            var ehr = new AnEhr(history, habits);
            return ehr.All.All(ReadAll(ehr, habits).Contains);
        },
        iter: 500);

    [Theory]
    [InlineData(60, true)]
    [InlineData(15, false)]
    public void What_appears_late_is_found_as_long_as_the_overlap_is_longer_than_the_delay(int overlapSeconds, bool isFound)
    {
        AnEhr.Habits habits = new(3, false, TimeSpan.Zero, 0);
        var ehr = new AnEhr([new(Noon.AddSeconds(10), TimeSpan.FromSeconds(40)), new(Noon.AddSeconds(29), TimeSpan.Zero)], habits);

        Assert.Equal(isFound, ehr.All.All(ReadAll(ehr, habits, TimeSpan.FromSeconds(overlapSeconds)).Contains));
    }

    [Fact]
    public void A_message_dated_in_the_future_hides_nothing_that_comes_after()
    {
        AnEhr.Habits habits = new(3, false, TimeSpan.FromMinutes(-10), 0);
        var ehr = new AnEhr([new(Noon.AddYears(70), TimeSpan.Zero), .. Enumerable.Range(1, 30).Select(minute => new AnEhr.Written(Noon.AddSeconds(minute * 30), TimeSpan.Zero))], habits);

        Assert.True(ehr.All.All(ReadAll(ehr, habits).Contains));
    }

    [Fact]
    public void An_unsorted_answer_is_behind_us_only_when_all_of_it_is()
    {
        var walk = new ReplyWalk(Noon, Overlap);

        Assert.Equal(WalkStep.Follow, walk.Dealt([Noon.AddMinutes(9), Noon.AddMinutes(5)], hasNext: true, Noon.AddHours(1)));
        Assert.False(walk.HasMoved);
        Assert.Equal(WalkStep.End, walk.Dealt([Noon.AddMinutes(2)], hasNext: false, Noon.AddHours(1)));
        Assert.Equal(Noon.AddMinutes(9), walk.Position);
    }

    [Fact]
    public void What_is_asked_for_goes_on_from_the_last_message_and_a_page_of_one_instant_is_followed()
    {
        var walk = new ReplyWalk(Noon, Overlap);
        Assert.Equal(Noon - Overlap, walk.Since);

        Assert.Equal(WalkStep.AskAnew, walk.Dealt([Noon - Overlap, Noon], hasNext: true, Noon.AddHours(1)));
        Assert.Equal((Noon, false), (walk.Since, walk.HasMoved));
        Assert.Equal(WalkStep.Follow, walk.Dealt([Noon, Noon.AddTicks(7)], hasNext: true, Noon.AddHours(1)));
        Assert.Equal(WalkStep.AskAnew, walk.Dealt([Noon.AddTicks(7), Noon.AddMinutes(5)], hasNext: true, Noon.AddHours(1)));
        Assert.Equal((Noon.AddMinutes(5), true), (walk.Since, walk.HasMoved));
        Assert.Equal(WalkStep.Follow, walk.Dealt([null], hasNext: true, Noon.AddHours(1)));
    }

    [Fact]
    public void However_much_was_written_within_the_overlap_a_look_comes_through_it_in_a_line()
    {
        var history = Enumerable.Range(0, 5_000).Select(i => new AnEhr.Written(Noon.AddMilliseconds(i * 10), TimeSpan.Zero)).ToArray();
        var ehr = new AnEhr(history, new AnEhr.Habits(100, false, TimeSpan.Zero, 0)) { Now = Noon.AddMinutes(10) };
        var walk = new ReplyWalk(Noon.AddSeconds(50), Overlap);

        var pages = 0;
        for (var (step, since) = (WalkStep.AskAnew, walk.Since); step == WalkStep.AskAnew; pages++, since = walk.Since)
        {
            var (entries, next) = ehr.Page(since, AnEhr.First);
            step = walk.Dealt(entries.Select(entry => (DateTimeOffset?)entry.Dated), next is not null, ehr.Now);
        }

        Assert.InRange(pages, 50, 52);
    }

    /// <summary>Looks every half a minute until long after the last message; a look that is stopped keeps the pages that were dealt with.</summary>
    private static HashSet<(int, DateTimeOffset)> ReadAll(AnEhr ehr, AnEhr.Habits habits, TimeSpan? overlap = null)
    {
        var (read, position, page) = (new HashSet<(int, DateTimeOffset)>(), Noon - LookPolicy.FirstLook, 0);
        for (var now = Noon; now < Noon.AddMinutes(50); now += TimeSpan.FromSeconds(30))
        {
            ehr.Now = now > ehr.Now ? now : ehr.Now;
            var walk = new ReplyWalk(position, overlap ?? Overlap);
            var (since, place) = (walk.Since, AnEhr.First);
            for (var step = WalkStep.Follow; step != WalkStep.End;)
            {
                var (entries, next) = ehr.Page(since, place);
                if (habits.StopEvery > 0 && now < LastStop && ++page % (habits.StopEvery + 1) == 0)
                {
                    // Stopped in the middle of the page: some was dealt with, and nothing of it kept.
                    read.UnionWith(entries.Take(entries.Count / 2));
                    break;
                }

                read.UnionWith(entries);
                step = walk.Dealt(entries.Select(entry => (DateTimeOffset?)entry.Dated), next is not null, ehr.Now);
                position = walk.Position;
                (since, place) = (walk.Since, step == WalkStep.Follow ? next!.Value : AnEhr.First);
            }
        }

        return read;
    }
}
