namespace Gateway.Engagement;

/// <summary>How a sender stands to the agreement for one chart.</summary>
internal enum AgreementStanding
{
    /// <summary>The policy asks for none, or not of this sender.</summary>
    NotAsked,
    InForce,
    NeverSigned,

    /// <summary>An earlier version was signed that no longer counts.</summary>
    Outdated,

    /// <summary>It was signed, and taken back.</summary>
    Withdrawn,
    Declined,
}
