namespace Fit;

/// <summary>How the trees grow, and how much more an ordinary message counts than one written to be hard.</summary>
internal sealed record FitOptions
{
    /// <summary>Chosen by cross-validation.</summary>
    public static FitOptions Chosen { get; } = new();

    public int Trees { get; init; } = 250;

    public int Leaves { get; init; } = 5;

    public int LeastExamples { get; init; } = 20;

    public double LearningRate { get; init; } = 0.1;

    /// <summary>The part of the traits that each tree may choose from.</summary>
    public double TraitFraction { get; init; } = 0.4;

    /// <summary>A word by a mention is weighed when it stands there in so many families: what fewer have tells of the family, not of the language.</summary>
    public int LeastFamilies { get; init; } = 8;

    /// <summary>The price of each weight, which leaves most words at nothing, and that of large ones.</summary>
    public float NeighbourL1 { get; init; } = 3;

    public float NeighbourL2 { get; init; } = 0.01f;

    public float OrdinaryWeight { get; init; } = 2;
}
