using System.Collections.Immutable;
using Gateway.Calendars;
using Gateway.References;
using Gateway.Rotas;
using NodaTime;
using NodaTime.Text;

namespace Gateway.Tests.Rotas;

public sealed class RotaPolicyTests
{
    private static readonly DateTimeZone Chicago = DateTimeZoneProviders.Tzdb["America/Chicago"];
    private static readonly ResourceKey Lee = new("Practitioner", "dr-lee"), Kim = new("Practitioner", "nurse-kim"), Diaz = new("Practitioner", "dr-diaz"), Pool = new("CareTeam", "pool-on-call");
    private static readonly ImmutableArray<IsoDayOfWeek> Workdays =
        [IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday];

    private static readonly Rota Clinic = new(Chicago, [new Shift(Workdays, Hours("08:00-17:00"), Lee), new Shift(Workdays, Hours("17:00-08:00"), Kim)])
    {
        Holidays = [new HolidayDuty([HolidayRule.Parse("12-25")!, HolidayRule.Parse("11-4-thursday")!], Diaz)],
        Fallback = Pool,
    };

    [Theory]
    [InlineData("2026-11-30T08:00", "Practitioner/dr-lee")]
    [InlineData("2026-11-30T16:59", "Practitioner/dr-lee")]
    [InlineData("2026-11-30T17:00", "Practitioner/nurse-kim")]
    [InlineData("2026-12-01T07:59", "Practitioner/nurse-kim")]
    [InlineData("2026-11-30T07:59", "CareTeam/pool-on-call")]
    [InlineData("2026-12-05T07:59", "Practitioner/nurse-kim")]
    [InlineData("2026-12-05T08:00", "CareTeam/pool-on-call")]
    [InlineData("2026-12-25T12:00", "Practitioner/dr-diaz")]
    [InlineData("2026-11-26T23:59", "Practitioner/dr-diaz")]
    [InlineData("2026-11-27T00:00", "Practitioner/nurse-kim")]
    public void The_week_the_night_the_holidays_and_who_is_left(string local, string who) =>
        Assert.Equal(who, RotaPolicy.OnCallAt(At(local), Clinic).ToString());

    [Fact]
    public void Who_stands_in_outranks_all_and_for_whom_is_kept()
    {
        var covered = Clinic with
        {
            Cover = [new Cover(Wall("2026-12-01T00:00"), Wall("2026-12-03T00:00"), Diaz) { For = Lee }, new Cover(Wall("2026-12-02T00:00"), Wall("2026-12-02T12:00"), Pool)],
        };

        Assert.Equal(Diaz, RotaPolicy.OnCallAt(At("2026-12-01T10:00"), covered));
        Assert.Equal(Kim, RotaPolicy.OnCallAt(At("2026-12-01T20:00"), covered));
        Assert.Equal(Pool, RotaPolicy.OnCallAt(At("2026-12-02T10:00"), covered));
        Assert.Equal(Lee, RotaPolicy.OnCallAt(At("2026-12-03T10:00"), covered));
    }

    [Theory]
    [InlineData("2026-03-08T07:59:59", "Practitioner/nurse-kim")]
    [InlineData("2026-03-08T08:00:00", "Practitioner/dr-lee")]
    [InlineData("2026-11-01T06:30:00", "Practitioner/nurse-kim")]
    [InlineData("2026-11-01T07:30:00", "Practitioner/nurse-kim")]
    [InlineData("2026-11-01T08:00:00", "Practitioner/dr-lee")]
    public void When_the_clock_changes_the_clock_on_the_wall_counts(string utc, string who)
    {
        // From 2:00 on it is Lee's: in spring that is when the clock jumps to 3:00, in autumn after the hour that is there twice.
        ImmutableArray<IsoDayOfWeek> all = [.. Enum.GetValues<IsoDayOfWeek>().Where(day => day != IsoDayOfWeek.None)];
        var rota = new Rota(Chicago, [new Shift(all, Hours("02:00-18:00"), Lee), new Shift(all, Hours("18:00-02:00"), Kim)]);

        Assert.Equal(who, RotaPolicy.OnCallAt(InstantPattern.ExtendedIso.Parse($"{utc}Z").Value, rota).ToString());
    }

    [Fact]
    public void A_gap_is_told_by_its_place()
    {
        var gaps = RotaGaps.Of(Clinic.Shifts);

        Assert.Equal(["monday 00:00 to monday 08:00", "saturday 08:00 to monday 00:00"], gaps);
    }

    private static OpeningHours Hours(string text) => OpeningHours.TryParse(text, out var hours) ? hours : throw new ArgumentException(text);

    private static LocalDateTime Wall(string text) => LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(text).Value;

    private static Instant At(string local) => Wall(local).InZoneStrictly(Chicago).ToInstant();
}
