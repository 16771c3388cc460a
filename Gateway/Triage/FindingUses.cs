namespace Gateway.Triage;

/// <summary>Where a finding counts: in which groups of which combinations, and which flags it explains away.</summary>
internal sealed class FindingUses(TriageFindingKind kind)
{
    public TriageFindingKind Kind => kind;

    public List<(int Combination, int Group)> Parts { get; } = [];

    public List<int> Excludes { get; } = [];
}
