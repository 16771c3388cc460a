namespace Gateway.Review.Queue;

/// <summary>What becomes of a person's wish to take, or give back, a review.</summary>
internal abstract record ClaimDecision
{
    private ClaimDecision()
    {
    }

    /// <summary>It changes hands.</summary>
    public sealed record Change : ClaimDecision;

    /// <summary>It is as was wished already.</summary>
    public sealed record AsWished : ClaimDecision;

    /// <summary>Somebody else has it.</summary>
    /// <param name="By">Who, as <c>Type/id</c>.</param>
    /// <param name="Since">Since when.</param>
    /// <param name="CanBeTakenOver">That person has had it for too long.</param>
    public sealed record Taken(string By, DateTimeOffset Since, bool CanBeTakenOver) : ClaimDecision;

    /// <summary>It has been decided on.</summary>
    public sealed record Closed : ClaimDecision;

    /// <summary>It is no review.</summary>
    public sealed record NotAReview : ClaimDecision;
}
