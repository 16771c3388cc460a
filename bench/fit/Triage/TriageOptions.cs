namespace Fit.Triage;

/// <summary>How the weights are learnt. Chosen by cross-validation.</summary>
internal sealed record TriageOptions
{
    public static TriageOptions Chosen { get; } = new();

    /// <summary>A word is weighed when so many families use it: what fewer use tells of the family, not of the language.</summary>
    public int LeastFamilies { get; init; } = 8;

    /// <summary>How much is taken off for large weights.</summary>
    public float Restraint { get; init; } = 1;

    public float OrdinaryWeight { get; init; } = 1.5f;

    /// <summary>How much more a message that asks for something rare counts.</summary>
    public float RareIntentWeight { get; init; } = 2;
}
