using System.Collections.Immutable;
using Gateway.Charts;
using Gateway.References;
using Gateway.Routing;
using Gateway.Subjects;

namespace Gateway.Recipients;

/// <summary>Decides who may have a list of recipients for a chart, and who is on it.</summary>
internal static class RecipientsPolicy
{
    /// <summary>What a message can be addressed to and the gateway can describe (R4 Communication.recipient, without people who are patients or theirs).</summary>
    private static readonly ImmutableHashSet<string> _pools = ["CareTeam", "HealthcareService", "Organization", "Practitioner", "PractitionerRole"];

    private static readonly Finding _nobodySignedIn = new(
        FindingKind.NotPermitted, "sender-not-signed-in", "Communication.sender", "This sign-in names neither a person nor a patient, so it cannot write into any chart.");

    /// <summary>Those who care for a patient; the others in a care team are the patient herself and her family.</summary>
    public static bool IsCarer(string type) => type is "Organization" or "Practitioner" or "PractitionerRole";

    /// <summary>Why the caller gets no list: exactly when a message of hers would not be taken into this chart. Null if she gets one.</summary>
    /// <param name="facts">Chart, writer and sender as for a message. No sender means that a system asks in nobody's name.</param>
    /// <param name="asked">The chart's id as the caller gave it.</param>
    /// <param name="rules">Who may be a proxy.</param>
    public static RecipientsAnswer? ObjectionTo(StructuralFacts facts, PatientId asked, ProxyRules rules) => facts.Chart switch
    {
        Lookup<ChartFacts>.Found found => ObjectionTo(facts, found.Facts, rules),
        Lookup<ChartFacts>.Unavailable => new RecipientsAnswer.Unavailable(),

        // A chart that is not there objects to a caller exactly as one that is not hers: ids cannot be tried out.
        _ => ObjectionTo(facts, new ChartFacts(asked, [], null, null, [], []), rules) ?? new RecipientsAnswer.NoSuchChart(),
    };

    /// <summary>Whom the patient's messages may be addressed to: who cares for her today, then the pools by what they are for.</summary>
    public static ImmutableArray<RecipientChoice> ChoicesFor(RecipientFacts facts, RoutingRules routing, DateOnly today)
    {
        var carers = facts.Relations
            .Where(relation => IsCarer(relation.Key.Type) && relation.InForce(today))
            .Select(relation => (relation.Key, relation.Purpose));
        var choices =
            from recipient in carers.Concat(Pools(routing))
            group recipient.Purpose by recipient.Key into purposes
            let name = facts.Names.GetValueOrDefault(purposes.Key)
            let all = purposes.Distinct().Order().ToImmutableArray()
            let display = name?.Display ?? PoolDisplay(all)
            where name is not { Active: false } && !string.IsNullOrWhiteSpace(display)
            orderby all[0], display, purposes.Key.ToString()
            select new RecipientChoice(purposes.Key, display, all);
        return [.. choices];
    }

    /// <summary>The pools that take an errand. What is urgent is found out by triage, so the pool for emergencies is nobody's to choose.</summary>
    public static IEnumerable<(ResourceKey Key, Purpose Purpose)> Pools(RoutingRules routing) => routing.ByIntent
        .Where(pool => _pools.Contains(pool.Value.Type))
        .OrderBy(pool => pool.Key)
        .Select(pool => (pool.Value, Purposes.Of(pool.Key)));

    private static RecipientsAnswer? ObjectionTo(StructuralFacts facts, ChartFacts chart, ProxyRules rules)
    {
        if (facts.SenderKey == default)
        {
            return facts.Writer.IsSystem ? null : new RecipientsAnswer.Forbidden(_nobodySignedIn);
        }

        return SenderPolicy.Assess(facts, chart, rules) switch
        {
            null => null,
            { Kind: FindingKind.Unavailable } => new RecipientsAnswer.Unavailable(),
            { Kind: FindingKind.Broken } unknown => new RecipientsAnswer.SenderUnknown(unknown),
            var objection => new RecipientsAnswer.Forbidden(objection),
        };
    }

    // A pool that the EHR has no name for takes messages all the same.
    private static string? PoolDisplay(ImmutableArray<Purpose> purposes) =>
        purposes.Where(purpose => purpose is not (Purpose.GeneralPractitioner or Purpose.CareTeamMember)).Select(Purposes.DisplayOf).FirstOrDefault();
}
