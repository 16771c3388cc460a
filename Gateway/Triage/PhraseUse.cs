namespace Gateway.Triage;

/// <summary>What a phrase of the lexicon was written down for: the number of its finding, or of its intent.</summary>
internal readonly record struct PhraseUse(PhraseRole Role, int Index);
