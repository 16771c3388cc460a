namespace Gateway.Text;

/// <summary>A phrase found: the number its author gave it, and the tokens from <c>First</c> to <c>Last</c> it covers.</summary>
internal readonly record struct PhraseHit(int Phrase, int First, int Last);
