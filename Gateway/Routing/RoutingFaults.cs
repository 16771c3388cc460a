using System.Collections.Immutable;
using Gateway.References;

namespace Gateway.Routing;

/// <summary>What is wrong with routing rules that can be read, for whoever wrote them: where, as a JSON Pointer, and a sentence.</summary>
internal static class RoutingFaults
{
    public static ImmutableArray<(string Pointer, string Sentence)> Of(RoutingRules rules) =>
    [
        .. rules.Calendars.SelectMany(calendar => calendar.Value.Faults().Select(fault => ($"/routing/calendars/{calendar.Key}/{fault.Member}", fault.Sentence))),
        .. rules.Pools.SelectMany(pool => OfPool(pool.Key, pool.Value, rules)),
        .. rules.People.SelectMany(person => OfPerson(person.Key, person.Value, rules)),
        .. rules.Pools.GetValueOrDefault(rules.LastResort)?.Calendar is null
            ? []
            : new[] { ("/routing/fallback", $"{rules.LastResort} has opening hours, and who is the last resort is always there.") },
        .. rules.Promises.All.SelectMany(level => OfLevel(level.Name, level.Level)),
    ];

    private static IEnumerable<(string Pointer, string Sentence)> OfPool(ResourceKey key, Pool pool, RoutingRules rules)
    {
        if (key.Type is not ("CareTeam" or "HealthcareService" or "Organization"))
        {
            yield return ($"/routing/pools/{Step(key)}", "A pool is a CareTeam, a HealthcareService or an Organization.");
        }

        if (!pool.Name.TryGetValue("en", out var name) || string.IsNullOrWhiteSpace(name))
        {
            yield return ($"/routing/pools/{Step(key)}/name", "Patients read what the pool is called; en is needed.");
        }

        if (pool.Calendar is { } calendar && !rules.Calendars.ContainsKey(calendar))
        {
            yield return ($"/routing/pools/{Step(key)}/calendar", "There is no such calendar.");
        }

        foreach (var member in pool.Members.Where(member => member.Type is not ("Practitioner" or "PractitionerRole" or "CareTeam")))
        {
            yield return ($"/routing/pools/{Step(key)}/members", $"{member} is no Practitioner, PractitionerRole or CareTeam.");
        }

        if (GoesInCircles(key, rules))
        {
            yield return ($"/routing/pools/{Step(key)}/whileClosed", "These pools send each other their messages in a circle.");
        }
    }

    private static IEnumerable<(string Pointer, string Sentence)> OfPerson(ResourceKey key, PersonCover person, RoutingRules rules)
    {
        if (key.Type is not ("Practitioner" or "PractitionerRole"))
        {
            yield return ($"/routing/people/{Step(key)}", "Who covers whom is said of a Practitioner or a PractitionerRole.");
        }

        if (!rules.Calendars.ContainsKey(person.Calendar))
        {
            yield return ($"/routing/people/{Step(key)}/calendar", "There is no such calendar.");
        }

        if (person.Out.Any(absence => absence.Until < absence.From))
        {
            yield return ($"/routing/people/{Step(key)}/out", "Until is before from.");
        }
    }

    private static IEnumerable<(string Pointer, string Sentence)> OfLevel(string name, ServiceLevel level)
    {
        foreach (var (part, promise) in new[] { ("answer", level.Answer), ("open", level.Open), ("escalate", level.Escalate) })
        {
            if (!promise.IsSensible)
            {
                yield return ($"/routing/promises/{name}/{part}", "Say minutes, businessHours or businessDays, one of them, and above 0.");
            }
        }
    }

    private static string Step(ResourceKey key) => key.ToString().Replace("/", "~1", StringComparison.Ordinal);

    private static bool GoesInCircles(ResourceKey from, RoutingRules rules)
    {
        var seen = new HashSet<ResourceKey>();
        for (var pool = (ResourceKey?)from; pool is { } next; pool = rules.Pools.GetValueOrDefault(next)?.WhileClosed)
        {
            if (!seen.Add(next))
            {
                return true;
            }
        }

        return false;
    }
}
