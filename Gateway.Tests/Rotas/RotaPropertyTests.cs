using System.Collections.Immutable;
using CsCheck;
using Gateway.Calendars;
using Gateway.Policies;
using Gateway.References;
using Gateway.Rotas;
using NodaTime;

namespace Gateway.Tests.Rotas;

/// <summary>Whatever rota validation takes: somebody is on call at every instant, also when clocks change; and what has a gap is not taken.</summary>
public sealed class RotaPropertyTests
{
    private const int Year = 2026;

    private static readonly string[] Zones = ["America/Chicago", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu", "Africa/Casablanca", "America/Havana", "UTC"];

    private static readonly IsoDayOfWeek[] Days = [.. Enum.GetValues<IsoDayOfWeek>().Where(day => day != IsoDayOfWeek.None)];

    private static readonly Gen<ResourceKey> Who = Gen.OneOf("dr-lee", "nurse-kim", "dr-diaz").Select(id => new ResourceKey("Practitioner", id));

    // Few edges, so that shifts often meet and weeks are often full.
    private static readonly Gen<OpeningHours> Hours = Gen.Select(
        Gen.OneOf("00:00", "02:00", "02:30", "08:00", "17:00"), Gen.OneOf("24:00", "02:00", "03:00", "08:00", "17:00"),
        (from, to) => OpeningHours.TryParse($"{from}-{to}", out var hours) ? hours : OpeningHours.AllDay);

    private static readonly Gen<Shift> AShift = Gen.Select(
        Gen.Bool, Gen.OneOf(Days).Array[1, 3], Hours, Who, (isDaily, days, hours, who) => new Shift([.. isDaily ? Days : days], hours, who));

    private static readonly Gen<Cover> ACover = Gen.Select(
        Gen.Int[0, 360], Gen.Int[1, 100], Who, Gen.Bool, Who,
        (day, hours, who, isForOne, one) => new Cover(
            new LocalDateTime(Year, 1, 1, 0, 0).PlusDays(day), new LocalDateTime(Year, 1, 1, 0, 0).PlusDays(day).PlusHours(hours), who)
        {
            For = isForOne ? one : null,
        });

    private static readonly Gen<HolidayDuty> AHoliday = Gen.Select(
        Gen.OneOf("12-25", "03-08", "11-01", "03-29", "05-last-monday"), Who, (rule, who) => new HolidayDuty([HolidayRule.Parse(rule)!], who));

    private static readonly Gen<Rota> ARota = Gen.Select(
        Gen.OneOf(Zones), AShift.Array[1, 6], ACover.Array[0, 3], AHoliday.Array[0, 2], Gen.Bool,
        (zone, shifts, cover, holidays, hasFallback) => new Rota(DateTimeZoneProviders.Tzdb[zone], [.. shifts])
        {
            Cover = [.. cover],
            Holidays = [.. holidays],
            Fallback = hasFallback ? new ResourceKey("CareTeam", "pool-on-call") : null,
        });

    [Fact]
    public void Somebody_is_on_call_at_every_instant_of_a_year() => ARota.Where(rota => IsAccepted(rota)).Sample(
        rota => Instants(rota).All(instant => RotaPolicy.OnCallAt(instant, rota) is not null), iter: 40, threads: 1);

    [Fact]
    public void A_rota_with_a_gap_is_refused_and_only_such_a_one() => ARota.Where(rota => rota.Fallback is null).Sample(
        rota => IsAccepted(rota) || Instants(rota with { Holidays = [], Cover = [] }).Any(instant => RotaPolicy.OnCallAt(instant, rota with { Holidays = [], Cover = [] }) is null),
        iter: 100,
        threads: 1);

    [Fact]
    public void The_rotas_that_ship_have_no_gap() => Assert.All(
        PolicyDocument.Default().OnCall.Rotas.Values, rota => Assert.All(Instants(rota), instant => Assert.NotNull(RotaPolicy.OnCallAt(instant, rota))));

    private static bool IsAccepted(Rota rota) => !OnCallFaults.In(
        PolicyDocument.Default().OnCall with
        {
            Chain = [new ChainLevel("only", 0)],
            Rotas = ImmutableDictionary<string, Rota>.Empty.Add("only", rota),
        }).Any();

    // Every quarter of an hour of the year, and around each change of the clock every second minute of six hours and its very edges.
    private static IEnumerable<Instant> Instants(Rota rota)
    {
        var (start, end) = (Instant.FromUtc(Year, 1, 1, 0, 0), Instant.FromUtc(Year + 1, 1, 1, 0, 0));
        for (var at = start; at < end; at += Duration.FromMinutes(15))
        {
            yield return at;
        }

        foreach (var change in rota.TimeZone.GetZoneIntervals(start, end).Where(interval => interval.HasStart).Select(interval => interval.Start))
        {
            yield return change;
            yield return change - Duration.Epsilon;
            for (var at = change - Duration.FromHours(3); at < change + Duration.FromHours(3); at += Duration.FromMinutes(2))
            {
                yield return at;
            }
        }
    }
}
