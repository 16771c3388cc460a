using Gateway.Charts;

namespace Gateway.Subjects;

/// <summary>Decides whether a related person may write for a patient, today.</summary>
internal static class ProxyPolicy
{
    /// <summary>The best standing that any of the person's grants gives her.</summary>
    public static ProxyStanding StandingOf(PersonFacts person, ChartFacts chart, ProxyRules rules, DateOnly today)
    {
        var best = ProxyStanding.NotRelated;
        foreach (var grant in chart.Proxies)
        {
            if (!person.Identities.Contains(grant.RelatedPerson))
            {
                continue;
            }

            var standing = StandingOf(grant, chart, rules, today);
            if (standing == ProxyStanding.InForce)
            {
                return standing;
            }

            best = standing;
        }

        return best;
    }

    public static ProxyStanding StandingOf(ProxyGrant grant, ChartFacts chart, ProxyRules rules, DateOnly today)
    {
        if (!grant.InForce(today))
        {
            return ProxyStanding.NotInForce;
        }

        if (!grant.Relationships.Any(rules.Relationships.Contains))
        {
            return ProxyStanding.RelationshipNotAccepted;
        }

        if (grant.Relationships.Any(rules.Adolescents.Relationships.Contains))
        {
            return ProxyStanding.InForce;
        }

        return chart.BirthDate?.AgeOn(today) switch
        {
            null => ProxyStanding.AgeUnknown,
            var age when age >= rules.Adolescents.FromAge && age <= rules.Adolescents.ToAge => ProxyStanding.LimitedByAge,
            _ => ProxyStanding.InForce,
        };
    }
}
