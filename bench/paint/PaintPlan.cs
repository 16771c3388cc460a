namespace Paint;

/// <summary>How much is looked at, and how often.</summary>
/// <param name="Few">Open Tasks in the one inbox.</param>
/// <param name="Many">Open Tasks in the other.</param>
/// <param name="Rounds">Looks at each.</param>
/// <param name="Launches">Launches that are left open.</param>
internal sealed record PaintPlan(int Few, int Many, int Rounds, int Launches);
