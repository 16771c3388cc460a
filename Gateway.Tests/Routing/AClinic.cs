using System.Collections.Immutable;
using Gateway.Calendars;
using Gateway.References;
using Gateway.Routing;
using Gateway.Tests.Calendars;
using Gateway.Triage;
using NodaTime;

namespace Gateway.Tests.Routing;

/// <summary>A clinic in Chicago for tests of coverage: nurses on weekdays, somebody on call at any time, Dr. Lee on three days.</summary>
internal static class AClinic
{
    public const string Zone = "America/Chicago";

    public static readonly ResourceKey OnDuty = new("CareTeam", "on-call");
    public static readonly ResourceKey Nurses = new("CareTeam", "nurses");
    public static readonly ResourceKey Weekend = new("CareTeam", "weekend");
    public static readonly ResourceKey DrLee = new("Practitioner", "dr-lee");
    public static readonly ResourceKey DrKim = new("Practitioner", "dr-kim");

    public static readonly RoutingRules Rules = new(OnDuty, Nurses, Nurses, Enum.GetValues<Intent>().ToImmutableDictionary(intent => intent, _ => Nurses))
    {
        Calendars = ImmutableDictionary<string, BusinessCalendar>.Empty
            .Add("weekdays", ACalendar.Weekdays(Zone, "08:00-17:00"))
            .Add("lee", new BusinessCalendar(
                ACalendar.Zone(Zone),
                new[] { IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday }.ToImmutableDictionary(day => day, _ => ACalendar.Hours("09:00-15:00")))),
        Pools = ImmutableDictionary<ResourceKey, Pool>.Empty.Add(Nurses, APool("Nurses") with { Calendar = "weekdays" }),
        People = ImmutableDictionary<ResourceKey, PersonCover>.Empty.Add(DrLee, new PersonCover("lee") { Cover = DrKim }),
        Direct = [Intent.Clinical],
    };

    public static Pool APool(string name) => new(ImmutableDictionary<string, string>.Empty.Add("en", name));

    public static Destination Of(string at, Urgency urgency, RoutingRules rules, params ImmutableArray<ResourceKey> addressedTo) =>
        RoutingPolicy.DestinationOf(new RoutingQuestion(urgency, [Intent.Clinical], addressedTo, ACalendar.At(at, Zone)), rules);
}
