namespace Gateway.Triage.Weighing;

/// <summary>How much speaks for a yes to each question, as log odds.</summary>
internal sealed class Weighed(float[] sums)
{
    public float this[Question question] => sums[(int)question];

    /// <summary>Between 0 and 1.</summary>
    public double ConfidenceIn(Question question) => 1 / (1 + Math.Exp(-this[question]));
}
