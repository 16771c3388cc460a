namespace Gateway.Messages;

/// <summary>The structured message boxes.</summary>
internal sealed class FormsOptions
{
    public const string Section = "Forms";

    /// <summary>Publish the questionnaires that ship, in the store where the clinic's own are.</summary>
    public bool Publish { get; set; } = true;
}
