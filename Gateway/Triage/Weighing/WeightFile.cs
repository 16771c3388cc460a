namespace Gateway.Triage.Weighing;

/// <summary>What a trait weighs for each question, as kept in <c>Weights.json</c>; <c>null</c> is what stands before anything was read.</summary>
internal sealed record WeightFile(string? Trait, IReadOnlyList<float> Weights);
