using System.Collections.Immutable;
using Gateway.Access;
using Gateway.Charts;
using Gateway.References;
using Gateway.Subjects;

namespace Gateway.Recipients;

/// <summary>Decides which charts somebody is told of as hers: exactly those in which she may write today, and of a launch no other than its own.</summary>
internal static class MyChartsPolicy
{
    /// <param name="caller">Who asks; the launch's chart is the surviving one.</param>
    /// <param name="person">Who that is in the EHR.</param>
    /// <param name="own">Her own chart, if she has one.</param>
    /// <param name="rules">Who may be a proxy.</param>
    /// <param name="today">The day.</param>
    public static ImmutableArray<MyChart> Of(Caller caller, PersonFacts person, ChartFacts? own, ProxyRules rules, DateOnly today) =>
        [.. All(caller, person, own, rules, today).Where(mine => Reaches(caller, mine.Chart.Id)).DistinctBy(mine => mine.Chart.Id)];

    // Scopes of the level "patient" are for the patient of the launch alone.
    private static bool Reaches(Caller caller, PatientId chart) =>
        caller.Chart is { } launch ? launch == chart : MayAsk(caller, ScopeLevel.User);

    /// <summary>Some scope of that level has to do with messages.</summary>
    public static bool MayAsk(Caller caller, ScopeLevel level) =>
        caller.Allows(level, "Communication", ScopeRights.Create) || caller.Allows(level, "Communication", ScopeRights.Read) || caller.Allows(level, "Communication", ScopeRights.Search);

    private static IEnumerable<MyChart> All(Caller caller, PersonFacts person, ChartFacts? own, ProxyRules rules, DateOnly today)
    {
        var signedIn = caller.Person!.Value;
        // Who signs in as a related person is there for that one patient, whatever else she is.
        if (own is not null && caller.Kind is not PersonKind.RelatedPerson)
        {
            yield return new MyChart(own, own.Id.Key, MyChart.Self);
        }

        foreach (var (chart, grant) in person.ProxiedCharts)
        {
            if ((caller.Kind is not PersonKind.RelatedPerson || grant.RelatedPerson == signedIn)
                && ProxyPolicy.StandingOf(grant, chart, rules, today) == ProxyStanding.InForce)
            {
                // A Person writes under the id of a record of hers.
                var sender = caller.Kind is PersonKind.Person ? grant.RelatedPerson : signedIn;
                yield return new MyChart(chart, sender, grant.Relationships.First(rules.Relationships.Contains));
            }
        }
    }
}
