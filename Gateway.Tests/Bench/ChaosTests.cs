using Load.Chaos;
using Load.Driving;
using Load.Replaying;

namespace Gateway.Tests.Bench;

/// <summary>What a chaos run does when, and how it judges what the EHR has in the end.</summary>
public sealed class ChaosTests
{
    private static readonly DateTimeOffset Begun = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);
    private static readonly ChaosPlan Long = new(20_000, 500, 3, TimeSpan.FromMinutes(10), 20, 5, 1, TimeSpan.FromMinutes(3));
    private static readonly ChaosPlan Short = new(270, 30, 2, TimeSpan.FromSeconds(12), 1, 1, 1, TimeSpan.FromMinutes(1));

    public static TheoryData<string> Plans => [nameof(Long), nameof(Short)];

    [Theory]
    [MemberData(nameof(Plans))]
    public void The_EHR_fails_in_every_way_and_is_mended_and_kills_and_crashes_fall_into_storms(string name)
    {
        var plan = name == nameof(Long) ? Long : Short;
        var story = Storyline.Make(plan);

        Assert.Equal(Storyline.Modes.Order(), story.Blows.OfType<Blow.EhrFails>().Select(blow => blow.Mode).Distinct().Order());
        Assert.Equal(plan.Kills, story.Blows.OfType<Blow.Kill>().Count());
        Assert.Equal(plan.Restarts, story.Blows.OfType<Blow.CrashStore>().Count());
        var storms = story.Periods.Where(period => period.Kind == PeriodKind.Storm).ToArray();
        Assert.All(story.Blows.Where(blow => blow is Blow.Kill or Blow.CrashStore or Blow.EhrFails), blow => Assert.Contains(storms, storm => storm.Holds(blow.At)));
        Assert.IsType<Blow.Mend>(story.Blows[^1]);
        Assert.Equal(story.Blows.OrderBy(blow => blow.At), story.Blows);
        Assert.Equal(plan.Duration.TotalSeconds, story.Periods[^1].To.TotalSeconds, 3);
    }

    [Fact]
    public void A_seed_makes_the_same_story_again_and_another_another()
    {
        var kills = Storyline.Make(Long).Blows.OfType<Blow.Kill>().ToArray();
        Assert.Equal(kills, Storyline.Make(Long).Blows.OfType<Blow.Kill>());
        Assert.NotEqual(kills, Storyline.Make(Long with { Seed = 2 }).Blows.OfType<Blow.Kill>());
    }

    [Fact]
    public void What_says_no_for_good_says_so_to_a_few_only() => Assert.All(
        Storyline.Make(Long).Blows.OfType<Blow.EhrFails>(), blow => Assert.Equal(Storyline.Final.Contains(blow.Mode), blow.Count is not null));

    [Fact]
    public void Order_is_asked_of_all_but_dead_letters_and_a_single_filing_of_these_too()
    {
        ToldMessage[] told = [Told("1", "anna", 1), Told("2", "anna", 2), Told("3", "anna", 3)];

        var replayed = ChaosAccount.Judge(told, [Filed("2", "anna", 1), Filed("3", "anna", 2), Filed("1", "anna", 3)], new HashSet<string> { "1" });
        Assert.True(replayed.Clean, replayed.Render());

        Assert.Equal(["3"], ChaosAccount.Judge(told, [Filed("3", "anna", 1), Filed("2", "anna", 2), Filed("1", "anna", 3)], new HashSet<string> { "1" }).OutOfOrder);
        Assert.Equal(["1"], ChaosAccount.Judge(told, [Filed("2", "anna", 1), Filed("3", "anna", 2)], new HashSet<string> { "1" }).Missing);
        Assert.Equal(["1"], ChaosAccount.Judge(
            told, [Filed("1", "anna", 0), Filed("2", "anna", 1), Filed("3", "anna", 2), Filed("1", "anna", 3)], new HashSet<string> { "1" }).Duplicated);
    }

    [Fact]
    public void Whoever_waits_until_others_faults_are_mended_is_counted_and_the_faulty_themselves_are_not()
    {
        var faults = new Period(PeriodKind.ChartFaults, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(20));
        var story = new Storyline(
            [new Period(PeriodKind.Calm, TimeSpan.Zero, faults.From), faults], [new Blow.ChartsFail(faults.From, new Dictionary<int, string> { [0] = "down" })]);
        string[] charts = ["anna", "ben"];
        ToldMessage[] told = [Told("a", "anna", 11), Told("b", "ben", 11), Told("c", "ben", 12), Told("d", "ben", 19), Told("e", "ben", 1)];

        var delays = Delays.Of(
            told, [Filed("a", "anna", 1, 25), Filed("b", "ben", 2, 11.5), Filed("c", "ben", 3, 20.5), Filed("d", "ben", 4, 21), Filed("e", "ben", 5, 1)], Begun, story, charts);

        Assert.Equal((2, 1), (delays.Healthy, delays.HeldUp));
        Assert.Equal((1, 3, 1), (delays.OfFaultyCharts.Count, delays.ByPeriod[PeriodKind.ChartFaults].Count, delays.ByPeriod[PeriodKind.Calm].Count));
        Assert.True(delays.AreFair);
        Assert.False((delays with { HeldUp = 2 }).AreFair);
    }

    private static ToldMessage Told(string id, string chart, double second) =>
        new(new MessageRecord($"key-{id}", chart, Outcome.Accepted, 201, id), TimeSpan.FromSeconds(second));

    private static FiledMessage Filed(string id, string chart, long sequence, double second = 0) => new(id, chart, sequence, Begun.AddSeconds(second));
}
