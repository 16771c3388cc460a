using System.Collections.Immutable;
using Gateway.References;
using Gateway.Routing;
using Gateway.Tests.Calendars;
using NodaTime;
using static Gateway.Tests.Routing.AClinic;

namespace Gateway.Tests.Routing;

public sealed class RoutingFaultsTests
{
    [Fact]
    public void A_sensible_policy_has_none() => Assert.Empty(RoutingFaults.Of(Rules));

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once_with_its_place()
    {
        var rules = Rules with
        {
            Calendars = Rules.Calendars.Add("never", ACalendar.Weekdays(Zone) with { Week = ImmutableDictionary<IsoDayOfWeek, ImmutableArray<Gateway.Calendars.OpeningHours>>.Empty }),
            Pools = Rules.Pools
                .Add(Weekend, new Pool(ImmutableDictionary<string, string>.Empty.Add("es", "Fin de semana")) { Calendar = "nobody", WhileClosed = Weekend, Members = [new ResourceKey("Patient", "p")] })
                .Add(DrKim, APool("No pool"))
                .Add(OnDuty, APool("On call") with { Calendar = "weekdays" }),
            People = Rules.People.SetItem(DrLee, new PersonCover("unknown") { Out = [new Absence(new LocalDate(2026, 6, 9), new LocalDate(2026, 6, 8))] }).Add(Nurses, new PersonCover("lee")),
            Promises = ServiceLevels.Usual with { Routine = ServiceLevels.Usual.Routine with { Answer = new Promise { Minutes = 5, BusinessDays = 1 } } },
        };

        var faults = RoutingFaults.Of(rules);

        foreach (var place in (string[])[
            "/routing/calendars/never/week", "/routing/pools/CareTeam~1weekend/name", "/routing/pools/CareTeam~1weekend/calendar", "/routing/pools/CareTeam~1weekend/members",
            "/routing/pools/CareTeam~1weekend/whileClosed", "/routing/pools/Practitioner~1dr-kim", "/routing/people/Practitioner~1dr-lee/calendar",
            "/routing/people/Practitioner~1dr-lee/out", "/routing/people/CareTeam~1nurses", "/routing/fallback", "/routing/promises/routine/answer"])
        {
            Assert.Contains(faults, fault => fault.Pointer == place);
        }

        Assert.Equal(11, faults.Length);
    }
}
