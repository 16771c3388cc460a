using Gateway.References;
using Gateway.Triage;

namespace Gateway.Routing;

/// <summary>Decides which pool a message goes to: urgency first, then anything clinical, then the errand.</summary>
internal static class RoutingPolicy
{
    /// <summary>The pool for a message with these intents, most likely first.</summary>
    public static ResourceKey PoolFor(Urgency urgency, IReadOnlyList<Intent> intents, RoutingRules rules) => urgency switch
    {
        Urgency.Emergency => rules.Emergency,
        Urgency.SameDay => rules.SameDay,
        Urgency.Routine => WhoTakes(rules.ByIntent[LeadingIntent(intents)], intents, rules),
    };

    // Not to the pool of the next intent: what is clinical about a message must not be left to those who take its errand.
    private static ResourceKey WhoTakes(ResourceKey pool, IReadOnlyList<Intent> intents, RoutingRules rules) =>
        rules.IsDeclinedBy(pool, intents) ? rules.WhenDeclined!.Value : pool;

    // A refill that comes with a symptom is a clinical message with a refill in it, never the other way round.
    private static Intent LeadingIntent(IReadOnlyList<Intent> intents) =>
        intents.Contains(Intent.NewSymptom) ? Intent.NewSymptom : intents[0];
}
