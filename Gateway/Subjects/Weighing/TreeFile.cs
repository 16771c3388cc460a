namespace Gateway.Subjects.Weighing;

/// <summary>A tree as <c>Forest.json</c> holds it; the first split is the root.</summary>
internal sealed record TreeFile(IReadOnlyList<SplitFile> Splits, IReadOnlyList<float> Leaves);
