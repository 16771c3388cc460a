namespace SmartApp.Composer;

/// <summary>What the gateway says would become of a message, or why it did not take one.</summary>
internal sealed record CheckResult(Fate Fate)
{
    /// <summary>The code of the reason, if it is held or given back for one.</summary>
    public string? Reason { get; init; }

    /// <summary>The gateway's own sentences about that.</summary>
    public IReadOnlyList<string> Sentences { get; init; } = [];

    /// <summary>What to do now, if it may be an emergency.</summary>
    public IReadOnlyList<Advice> Advice { get; init; } = [];

    /// <summary>The ids of charts that it fits better.</summary>
    public IReadOnlyList<string> SuggestedCharts { get; init; } = [];

    /// <summary>The sender's word that it is about this patient would be taken.</summary>
    public bool Attestable { get; init; }

    /// <summary>What it asks for, most likely first, as codes.</summary>
    public IReadOnlyList<string> Intents { get; init; } = [];

    public IReadOnlyList<Question> Missing { get; init; } = [];

    public string? Reassurance { get; init; }

    public string? Billing { get; init; }

    public int? Remaining { get; init; }
}
