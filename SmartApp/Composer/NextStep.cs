namespace SmartApp.Composer;

/// <summary>What comes before a message is sent, if anything does.</summary>
internal abstract record NextStep
{
    private NextStep()
    {
    }

    /// <summary>It may be an emergency: whoever writes must say that she knows whom to call.</summary>
    public sealed record CallFirst(IReadOnlyList<Advice> Advice) : NextStep;

    /// <summary>It seems to be about somebody else: about whom?</summary>
    /// <param name="Charts">The ids of charts that fit better.</param>
    /// <param name="MayAttest">That it is about the patient of the open chart would be believed.</param>
    /// <param name="Sentences">The gateway's.</param>
    public sealed record ChooseChart(IReadOnlyList<string> Charts, bool MayAttest, IReadOnlyList<string> Sentences) : NextStep;

    /// <summary>A person would look at it before it goes anywhere.</summary>
    public sealed record AcceptReview(bool MayAttest, IReadOnlyList<string> Sentences) : NextStep;

    public sealed record SignAgreement : NextStep;

    /// <summary>Something in it must be changed.</summary>
    public sealed record Mend(IReadOnlyList<string> Sentences) : NextStep;

    /// <summary>It can be sent, and would be answered sooner with this said, or in another way.</summary>
    public sealed record SayMore(IReadOnlyList<Question> Questions, Nudge? Nudge) : NextStep;

    public sealed record TryLater : NextStep;

    /// <summary>It belongs into another chart, which takes a sign-in of its own.</summary>
    public sealed record SignInFor(string Chart) : NextStep;

    public sealed record SignInAgain : NextStep;

    public sealed record Send : NextStep;
}
