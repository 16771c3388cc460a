namespace Gateway.Triage;

/// <summary>What can speak against a finding: everything against a sign, only a denial against a circumstance, nothing against a part or quality.</summary>
internal enum TriageFindingKind
{
    Sign,
    Circumstance,
    Part,
}
