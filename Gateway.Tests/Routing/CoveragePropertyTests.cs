using System.Collections.Immutable;
using CsCheck;
using Gateway.Calendars;
using Gateway.References;
using Gateway.Routing;
using Gateway.Tests.Calendars;
using Gateway.Triage;
using NodaTime;

namespace Gateway.Tests.Routing;

/// <summary>Whatever the policy says, and at any instant of a year with both changes of the clocks, exactly one pool has a message.</summary>
public sealed class CoveragePropertyTests
{
    private static readonly ImmutableArray<ResourceKey> Pools = [.. Enumerable.Range(0, 4).Select(number => new ResourceKey("CareTeam", $"pool-{number}"))];

    private static readonly ImmutableArray<ResourceKey> People = [.. Enumerable.Range(0, 3).Select(number => new ResourceKey("Practitioner", $"person-{number}"))];

    private static readonly ImmutableDictionary<string, BusinessCalendar> Calendars = ImmutableDictionary<string, BusinessCalendar>.Empty
        .Add("weekdays", ACalendar.Weekdays("America/Chicago", "08:00-12:00", "13:00-17:00"))
        .Add("nights", ACalendar.Daily("Australia/Lord_Howe", "22:00-06:00"))
        .Add("weekends", new BusinessCalendar(
            ACalendar.Zone("Europe/Berlin"),
            new[] { IsoDayOfWeek.Saturday, IsoDayOfWeek.Sunday }.ToImmutableDictionary(day => day, _ => ACalendar.Hours("00:00-24:00"))));

    private static readonly Gen<string> Calendar = Gen.Int[0, 2].Select(number => Calendars.Keys.Order(StringComparer.Ordinal).ElementAt(number));

    private static readonly Gen<ResourceKey> PoolKey = Gen.Int[0, 3].Select(number => Pools[number]);

    private static readonly Gen<ResourceKey> PersonKey = Gen.Int[0, 2].Select(number => People[number]);

    private static readonly Gen<ResourceKey> Anybody = Gen.OneOf(PoolKey, PersonKey);

    private static readonly Gen<Pool> APool = Gen.Select(Gen.Bool, Calendar, Gen.Bool, PoolKey).Select((hasHours, calendar, isCovered, covering) =>
        AClinic.APool("A pool") with { Calendar = hasHours ? calendar : null, WhileClosed = isCovered ? covering : null });

    private static readonly Gen<PersonCover> APerson = Gen.Select(Calendar, Gen.Bool, Anybody, Gen.Int[0, 360], Gen.Int[0, 30]).Select((calendar, isCovered, cover, from, days) =>
        new PersonCover(calendar)
        {
            Cover = isCovered ? cover : null,
            Out = [new Absence(new LocalDate(2026, 1, 1).PlusDays(from), new LocalDate(2026, 1, 1).PlusDays(from + days))],
        });

    private static readonly Gen<RoutingRules> Rules = Gen.Select(APool.Array[4], APerson.Array[3], PoolKey, PoolKey, Gen.Bool).Select((pools, people, sameDay, byIntent, isDirect) =>
        new RoutingRules(Pools[0], sameDay, sameDay, Enum.GetValues<Intent>().ToImmutableDictionary(intent => intent, _ => byIntent))
        {
            Calendars = Calendars,
            Pools = Pools.Zip(pools).ToImmutableDictionary(pair => pair.First, pair => pair.Second),
            People = People.Zip(people).ToImmutableDictionary(pair => pair.First, pair => pair.Second),
            Direct = isDirect ? [.. Enum.GetValues<Intent>()] : [],
            Fallback = new ResourceKey("CareTeam", "always-there"),
        });

    private static readonly Gen<RoutingQuestion> Questions = Gen.Select(
        Gen.Enum<Urgency>(), Gen.Enum<Intent>(), Anybody.Array[0, 2], Gen.Int[0, 366 * 24 * 60]).Select((urgency, intent, addressed, minute) => new RoutingQuestion(
            urgency, [intent], [.. addressed], Instant.FromUtc(2026, 1, 1, 0, 0) + Duration.FromMinutes(minute)));

    [Fact]
    public void There_is_always_exactly_one_who_has_it()
    {
        Gen.Select(Rules, Questions).Sample((rules, question) =>
        {
            var destination = RoutingPolicy.DestinationOf(question, rules);
            return (Pools.Contains(destination.Pool) || destination.Pool == rules.LastResort)
                && destination == RoutingPolicy.DestinationOf(question, rules) with { Rules = destination.Rules };
        }, iter: 5000);
    }

    [Fact]
    public void An_emergency_reaches_a_pool_that_is_there()
    {
        Gen.Select(Rules, Questions).Sample((rules, question) =>
        {
            var destination = RoutingPolicy.DestinationOf(question with { Urgency = Urgency.Emergency }, rules);
            return destination.Person is null
                && (destination.Pool == rules.LastResort || rules.CalendarOf(destination.Pool).IsOpen(question.At));
        }, iter: 5000);
    }

    [Fact]
    public void Nobody_who_is_out_gets_anything_and_every_detour_names_its_rule()
    {
        Gen.Select(Rules, Questions).Sample((rules, question) =>
        {
            var destination = RoutingPolicy.DestinationOf(question, rules);
            var isThere = destination.Person is not { } person || CoveragePolicy.PersonAt(person, destination.Pool, question.At, rules).Person == person;
            var asked = RoutingPolicy.PoolFor(question.Urgency, question.Intents, rules);
            return isThere && (destination.Person is not null || destination.Pool == asked || !destination.Rules.IsEmpty);
        }, iter: 5000);
    }

    [Fact]
    public void A_promise_is_after_the_message_and_is_told_in_order()
    {
        Gen.Select(Rules, Questions).Sample((rules, question) =>
        {
            var times = RoutingPolicy.PromisedFor(question, RoutingPolicy.DestinationOf(question, rules).Pool, rules);
            var at = question.At.ToDateTimeOffset();
            return times.OpenBy > at && times.AnswerBy >= times.OpenBy && times.EscalateBy > times.AnswerBy;
        }, iter: 1000);
    }
}
