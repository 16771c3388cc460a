using Gateway.References;
using Gateway.Triage;

namespace Gateway.Routing;

/// <summary>Decides who gets a message: urgency first, then anything clinical, then the errand; and of these who is there.</summary>
internal static class RoutingPolicy
{
    public const string Declined = "declined";

    /// <summary>The pool for a message with these intents, most likely first, whoever is there.</summary>
    public static ResourceKey PoolFor(Urgency urgency, IReadOnlyList<Intent> intents, RoutingRules rules) => urgency switch
    {
        Urgency.Emergency => rules.Emergency,
        Urgency.SameDay => rules.SameDay,
        Urgency.Routine => rules.ByIntent[LeadingIntent(intents)],
    };

    /// <summary>Who gets it then.</summary>
    public static Destination DestinationOf(RoutingQuestion question, RoutingRules rules)
    {
        var pool = PoolFor(question.Urgency, question.Intents, rules);
        var isDirect = question.Urgency == Urgency.Routine && rules.Direct.Contains(LeadingIntent(question.Intents));
        return Taken(
            question,
            isDirect && PersonIn(question) is { } person
                ? CoveragePolicy.PersonAt(person, pool, question.At, rules)
                : CoveragePolicy.PoolAt(pool, question.Urgency == Urgency.Emergency, question.At, rules),
            rules);
    }

    // Whoever covers has no duty to take what they decline. It does not go to the pool of the next intent: what is clinical about a message
    // must not be left to those who take its errand.
    private static Destination Taken(RoutingQuestion question, Destination destination, RoutingRules rules) =>
        question.Urgency == Urgency.Routine
        && (rules.IsDeclinedBy(destination.Pool, question.Intents) || (destination.Person is { } person && rules.IsDeclinedBy(person, question.Intents)))
            ? new Destination(rules.WhenDeclined!.Value, null, [.. destination.Rules, Declined])
            : destination;

    /// <summary>What is promised for it, from when it came on and in the hours of the pool that has it.</summary>
    public static ServiceTimes PromisedFor(RoutingQuestion question, ResourceKey pool, RoutingRules rules) =>
        ServiceTimes.Of(rules.Promises.For(question.Urgency, LeadingIntent(question.Intents)), rules.CalendarOf(pool), question.At);

    // A refill that comes with a symptom is a clinical message with a refill in it, never the other way round.
    private static Intent LeadingIntent(IReadOnlyList<Intent> intents) =>
        intents.Contains(Intent.NewSymptom) ? Intent.NewSymptom : intents[0];

    // A message to several is everybody's: the pool sorts that out.
    private static ResourceKey? PersonIn(RoutingQuestion question) =>
        question.AddressedTo.Where(key => key.Type is "Practitioner" or "PractitionerRole").Distinct().ToArray() is [var only] ? only : null;
}
