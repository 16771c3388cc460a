namespace Gateway.Messages;

/// <summary>What a person has said about whose a message is, before the gateway decides.</summary>
internal enum Settlement
{
    /// <summary>Nothing.</summary>
    Open,

    /// <summary>Its sender says that it is about the patient of the chart: counts where the policy lets it.</summary>
    Attested,

    /// <summary>A reviewer has read it and says so: settles what the text leaves in doubt, and what could not be checked. What structure forbids stays forbidden.</summary>
    Reviewed,
}
