namespace Gateway.DeadLetters;

/// <summary>What became of the messages that waited for a chart that was merged away.</summary>
internal abstract record MergeOutcome
{
    private MergeOutcome()
    {
    }

    /// <summary>Each is on its way to the chart that survived, or with an operator.</summary>
    public sealed record Done(int Messages) : MergeOutcome;

    /// <summary>Nothing was changed: the EHR or the store cannot say now.</summary>
    public sealed record Later : MergeOutcome;
}
