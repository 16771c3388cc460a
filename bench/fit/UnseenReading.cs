namespace Fit;

/// <summary>What is made of a message of a family that the trees have not seen: by the rules alone, and by rules and trees.</summary>
internal sealed record UnseenReading(Example Example, bool RulesStop, bool Stops);
