using System.Collections.Immutable;

namespace SmartApp.Composer;

/// <summary>Decides what somebody is asked before her message is sent: the most urgent thing first, and nothing twice. Pure.</summary>
internal static class ComposerPolicy
{
    /// <summary>What was shown and answered, or passed over, as codes that travel with the form.</summary>
    public const string SeenReview = "review";

    public static string SeenAdvice(Advice advice) => $"advice:{advice.Kind}";

    public static string SeenQuestion(Question question) => $"ask:{question.Code}";

    public static string SeenNudge(Nudge nudge) => $"nudge:{CodeOf(nudge)}";

    public static NextStep Next(CheckResult check, ImmutableHashSet<string> seen) => check switch
    {
        { Fate: Fate.LaunchEnded } => new NextStep.SignInAgain(),
        _ when check.Advice.Any(advice => !seen.Contains(SeenAdvice(advice))) => new NextStep.CallFirst(check.Advice),
        { Fate: Fate.Away } => new NextStep.TryLater(),
        { Fate: Fate.GivenBack, Reason: "agreement-needed" } => new NextStep.SignAgreement(),
        { Fate: Fate.GivenBack, SuggestedCharts.Count: > 0 } or { Fate: Fate.GivenBack, Attestable: true } =>
            new NextStep.ChooseChart(check.SuggestedCharts, check.Attestable, check.Sentences),
        { Fate: Fate.GivenBack } => new NextStep.Mend(check.Sentences),
        { Fate: Fate.Held, SuggestedCharts.Count: > 0 } when !seen.Contains(SeenReview) => new NextStep.ChooseChart(check.SuggestedCharts, check.Attestable, check.Sentences),
        { Fate: Fate.Held } when !seen.Contains(SeenReview) => new NextStep.AcceptReview(check.Attestable, check.Sentences),
        { Fate: Fate.Taken } when More(check, seen) is { } more => more,
        _ => new NextStep.Send(),
    };

    /// <summary>The errand's own way, by what the message asks for first.</summary>
    public static Nudge? NudgeFor(CheckResult check) => check.Intents is [var first, ..] && check.Advice.Count == 0
        ? first switch
        {
            "refill" => Nudge.Refill,
            "appointment" => Nudge.Appointment,
            "billing" => Nudge.Billing,
            _ => null,
        }
        : null;

    public static string CodeOf(Nudge nudge) => nudge switch
    {
        Nudge.Refill => "refill",
        Nudge.Appointment => "appointment",
        Nudge.Billing => "billing",
    };

    // Who has an emergency is not asked for her pharmacy.
    private static NextStep.SayMore? More(CheckResult check, ImmutableHashSet<string> seen)
    {
        var nudge = NudgeFor(check) is { } found && !seen.Contains(SeenNudge(found)) ? found : (Nudge?)null;
        return check.Advice.Count == 0 && (nudge is not null || check.Missing.Any(question => !seen.Contains(SeenQuestion(question))))
            ? new NextStep.SayMore(check.Missing, NudgeFor(check))
            : null;
    }
}
