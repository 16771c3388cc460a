namespace Gateway.Triage;

/// <summary>What a phrase of the triage lexicon speaks for.</summary>
internal enum PhraseRole
{
    Finding,
    Intent,
}
