using System.Collections.Immutable;
using Gateway.References;
using Gateway.Routing;
using Gateway.Triage;
using NodaTime;
using static Gateway.Tests.Routing.AClinic;

namespace Gateway.Tests.Routing;

public sealed class CoverageTests
{
    // In 2026 the 8th of June is a Monday.
    private const string Monday = "2026-06-08 10:00";
    private const string Thursday = "2026-06-11 10:00";
    private const string Saturday = "2026-06-13 10:00";

    [Fact]
    public void A_message_to_a_practitioner_who_works_today_is_hers() =>
        Assert.Equivalent(new Destination(Nurses, DrLee, []), Of(Monday, Urgency.Routine, Rules, DrLee));

    [Fact]
    public void On_a_day_off_it_goes_to_who_covers_and_says_so() =>
        Assert.Equivalent(new Destination(Nurses, DrKim, [CoveragePolicy.PractitionerOut]), Of(Thursday, Urgency.Routine, Rules, DrLee));

    [Fact]
    public void Out_of_office_has_a_cover_of_its_own_until_its_last_day()
    {
        var rules = WithLee(Rules.People[DrLee] with { Out = [new Absence(new LocalDate(2026, 6, 8), new LocalDate(2026, 6, 9)) { Cover = Weekend }] });

        Assert.Equal(Weekend, Of("2026-06-09 23:59", Urgency.Routine, rules, DrLee).Owner);
        Assert.Equal(DrLee, Of("2026-06-10 00:00", Urgency.Routine, rules, DrLee).Owner);
    }

    [Fact]
    public void Who_covers_and_is_out_too_is_covered_in_turn()
    {
        var rules = Rules with { People = Rules.People.Add(DrKim, new PersonCover("lee") { Cover = Weekend }) };

        Assert.Equivalent(
            new Destination(Weekend, null, [CoveragePolicy.PractitionerOut, CoveragePolicy.PractitionerOut]), Of(Thursday, Urgency.Routine, rules, DrLee));
    }

    [Theory]
    [InlineData("Practitioner/dr-lee")]
    [InlineData(null)]
    public void Where_nobody_covers_the_pool_has_it(string? cover)
    {
        var rules = WithLee(Rules.People[DrLee] with { Cover = ResourceKey.TryParse(cover, out var key) ? key : null });

        Assert.Equivalent(
            new Destination(Nurses, null, [CoveragePolicy.PractitionerOut, CoveragePolicy.NobodyCovers]), Of(Thursday, Urgency.Routine, rules, DrLee));
    }

    [Theory]
    [InlineData("SameDay")]
    [InlineData("Emergency")]
    public void What_is_urgent_goes_to_its_pool_whomever_it_is_addressed_to(string urgency) =>
        Assert.Null(Of(Monday, Enum.Parse<Urgency>(urgency), Rules, DrLee).Person);

    [Fact]
    public void What_is_addressed_to_several_is_the_pool_s_to_sort_out() =>
        Assert.Equal(Nurses, Of(Monday, Urgency.Routine, Rules, DrLee, DrKim).Owner);

    [Fact]
    public void A_closed_pool_keeps_what_can_wait_or_sends_it_to_its_cover()
    {
        var covered = WithNurses(APool("Nurses") with { Calendar = "weekdays", WhileClosed = Weekend });

        Assert.Equivalent(new Destination(Nurses, null, []), Of(Saturday, Urgency.Routine, Rules));
        Assert.Equivalent(new Destination(Weekend, null, [CoveragePolicy.PoolClosed]), Of(Saturday, Urgency.Routine, covered));
        Assert.Equivalent(new Destination(Nurses, null, []), Of(Monday, Urgency.Routine, covered));
    }

    [Fact]
    public void An_emergency_never_waits_for_a_pool_to_open()
    {
        var rules = Rules with { Emergency = Nurses, Fallback = OnDuty };

        Assert.Equivalent(new Destination(OnDuty, null, [CoveragePolicy.PoolClosed, CoveragePolicy.Fallback]), Of(Saturday, Urgency.Emergency, rules));
    }

    [Theory]
    [InlineData("2026-06-08 10:00", "2026-06-10 22:00Z", "2026-06-09 22:00Z", "2026-06-11 22:00Z")]
    [InlineData("2026-06-12 18:00", "2026-06-17 22:00Z", "2026-06-16 22:00Z", "2026-06-18 22:00Z")] // Friday evening counts as Monday
    [InlineData("2026-03-06 10:00", "2026-03-10 22:00Z", "2026-03-09 22:00Z", "2026-03-11 22:00Z")] // the clocks change on the Sunday between
    public void A_routine_promise_is_kept_in_the_hours_of_the_pool(string at, string answerBy, string openBy, string escalateBy)
    {
        var question = new RoutingQuestion(Urgency.Routine, [Intent.Clinical], [], Gateway.Tests.Calendars.ACalendar.At(at, Zone));

        var times = RoutingPolicy.PromisedFor(question, Nurses, Rules);

        Assert.Equal(new ServiceTimes(Utc(answerBy), Utc(openBy), Utc(escalateBy)), times);
    }

    [Fact]
    public void An_intent_can_have_a_promise_of_its_own_which_urgency_outranks()
    {
        var refill = new ServiceLevel(new Promise { BusinessHours = 4 }, new Promise { BusinessHours = 1 }, new Promise { BusinessHours = 1 });
        var rules = Rules with { Promises = ServiceLevels.Usual with { ByIntent = ImmutableDictionary<Intent, ServiceLevel>.Empty.Add(Intent.Refill, refill) } };
        var question = new RoutingQuestion(Urgency.Routine, [Intent.Refill], [], Gateway.Tests.Calendars.ACalendar.At(Monday, Zone));

        Assert.Equal(Utc("2026-06-08 19:00Z"), RoutingPolicy.PromisedFor(question, Nurses, rules).AnswerBy);
        Assert.Equal(Utc("2026-06-08 23:00Z"), RoutingPolicy.PromisedFor(question with { Urgency = Urgency.SameDay }, Nurses, rules).AnswerBy);
    }

    private static RoutingRules WithLee(PersonCover lee) => Rules with { People = Rules.People.SetItem(DrLee, lee) };

    private static RoutingRules WithNurses(Pool nurses) => Rules with { Pools = Rules.Pools.SetItem(Nurses, nurses) };

    private static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
