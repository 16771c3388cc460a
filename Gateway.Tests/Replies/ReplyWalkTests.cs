using CsCheck;
using Gateway.Replies;

namespace Gateway.Tests.Replies;

/// <summary>However an EHR dates, delays and pages what clinicians write, and whenever a gateway is stopped: nothing is left out, and what was read stays read.</summary>
public sealed class ReplyWalkTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset LastStop = Noon.AddMinutes(30);
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(60);

    private static readonly Gen<AnEhr.Written[]> History = Gen.Select(
            Gen.Int[0, 1_200], Gen.Int[0, 59_000], Gen.Bool, (second, delay, isLate) => new AnEhr.Written(Noon.AddSeconds(second), TimeSpan.FromMilliseconds(isLate ? delay : 0)))
        .Array[0, 60];

    private static readonly Gen<AnEhr.Habits> Habits = Gen.Select(
        Gen.Int[1, 7], Gen.Bool, Gen.OneOf(-600, -30, 0, 30, 600), Gen.Int[0, 4],
        (pageSize, pagesByNumber, skewSeconds, stopEvery) => new AnEhr.Habits(pageSize, pagesByNumber, TimeSpan.FromSeconds(skewSeconds), stopEvery));

    [Fact]
    public void Nothing_is_left_out() => Gen.Select(History, Habits).Sample(
        (history, habits) =>
        {
            var ehr = new AnEhr(history, habits);
            var read = ReadAll(ehr, habits);
            return ehr.All.All(read.Contains);
        },
        iter: 500);

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
        Assert.Equal(Noon, walk.Position);
        Assert.Equal(WalkStep.End, walk.Dealt([Noon.AddMinutes(2)], hasNext: false, Noon.AddHours(1)));
        Assert.Equal(Noon.AddMinutes(9), walk.Position);
    }

    [Fact]
    public void A_page_of_one_instant_is_followed_and_not_asked_for_again()
    {
        var walk = new ReplyWalk(Noon, Overlap);

        Assert.Equal(WalkStep.Follow, walk.Dealt([Noon, Noon], hasNext: true, Noon.AddHours(1)));
        Assert.Equal(WalkStep.AskAnew, walk.Dealt([Noon.AddMinutes(5)], hasNext: true, Noon.AddHours(1)));
        Assert.Equal(Noon.AddMinutes(4), walk.Since);
    }

    /// <summary>Looks every half a minute until long after the last message; a look that is stopped keeps the pages that were dealt with.</summary>
    private static HashSet<int> ReadAll(AnEhr ehr, AnEhr.Habits habits)
    {
        var (read, position, page) = (new HashSet<int>(), Noon - LookPolicy.FirstLook, 0);
        for (var now = Noon; now < Noon.AddMinutes(45); now += TimeSpan.FromSeconds(30))
        {
            ehr.Now = now;
            var walk = new ReplyWalk(position, Overlap);
            var (since, place) = (walk.Since, AnEhr.First);
            for (var step = WalkStep.Follow; step != WalkStep.End;)
            {
                var (entries, next) = ehr.Page(since, place);
                if (habits.StopEvery > 0 && now < LastStop && ++page % (habits.StopEvery + 1) == 0)
                {
                    // Stopped in the middle of the page: some was dealt with, and nothing of it kept.
                    read.UnionWith(entries.Take(entries.Count / 2).Select(entry => entry.Id));
                    break;
                }

                read.UnionWith(entries.Select(entry => entry.Id));
                step = walk.Dealt(entries.Select(entry => (DateTimeOffset?)entry.Dated), next is not null, now);
                position = walk.Position;
                (since, place) = (walk.Since, step == WalkStep.Follow ? next!.Value : AnEhr.First);
            }
        }

        return read;
    }
}
