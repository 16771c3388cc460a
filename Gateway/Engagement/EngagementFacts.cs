namespace Gateway.Engagement;

/// <summary>What the rules of engagement look at in a message.</summary>
/// <param name="Characters">How many characters its sender wrote, as a person counts them.</param>
/// <param name="Agreement">How its sender stands to the agreement.</param>
internal sealed record EngagementFacts(int Characters, AgreementStanding Agreement);
