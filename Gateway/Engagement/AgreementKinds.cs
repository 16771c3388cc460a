namespace Gateway.Engagement;

/// <summary>What is agreed to, as the codes of consent-category.</summary>
internal static class AgreementKinds
{
    /// <summary>The rules by which patient and care team write to each other.</summary>
    public const string Messaging = "messaging-agreement";

    /// <summary>Being billed for online visits.</summary>
    public const string EvisitBilling = "evisit-billing";
}
