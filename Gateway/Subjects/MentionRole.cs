namespace Gateway.Subjects;

/// <summary>The part a mention plays in its clause.</summary>
internal enum MentionRole
{
    Plain,

    /// <summary>"from my son", "than my wife": where something came from, or company.</summary>
    Source,

    /// <summary>"about my son", "wrong with her": whom it concerns.</summary>
    Target,

    /// <summary>"a refill for my husband": who is to have what was named before.</summary>
    Beneficiary,
}
