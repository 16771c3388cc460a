using System.Collections.Immutable;
using SmartApp.Composer;

namespace Gateway.Tests.AddOn.Patients;

/// <summary>What somebody is asked before her message is sent.</summary>
public sealed class ComposerPolicyTests
{
    private static readonly Advice Call911 = new("emergency", "Call 911 now.", ["tel:911"]);

    private static readonly Question Pharmacy = new("pharmacy", "Which pharmacy?");

    [Fact]
    public void An_emergency_comes_first_whatever_else_there_is()
    {
        foreach (var fate in Enum.GetValues<Fate>().Where(fate => fate != Fate.LaunchEnded))
        {
            var check = new CheckResult(fate) { Advice = [Call911], SuggestedCharts = ["johnny-smith"], Missing = [Pharmacy], Reason = "agreement-needed" };

            Assert.IsType<NextStep.CallFirst>(ComposerPolicy.Next(check, []));
        }
    }

    [Fact]
    public void Who_has_answered_for_one_emergency_is_asked_again_about_another()
    {
        var check = new CheckResult(Fate.Taken) { Advice = [new Advice("poisoning", "Call Poison Control.", []), Call911] };

        Assert.IsType<NextStep.CallFirst>(ComposerPolicy.Next(check, ["advice:emergency"]));
        Assert.IsType<NextStep.Send>(ComposerPolicy.Next(check, ["advice:emergency", "advice:poisoning"]));
    }

    [Fact]
    public void Who_has_an_emergency_is_asked_for_no_pharmacy() =>
        Assert.IsType<NextStep.Send>(ComposerPolicy.Next(new CheckResult(Fate.Taken) { Advice = [Call911], Intents = ["refill"], Missing = [Pharmacy] }, ["advice:emergency"]));

    [Theory]
    [InlineData(nameof(Fate.GivenBack), "about-someone-else", "johnny-smith", false, nameof(NextStep.ChooseChart))]
    [InlineData(nameof(Fate.GivenBack), "about-someone-else", null, true, nameof(NextStep.ChooseChart))]
    [InlineData(nameof(Fate.GivenBack), "agreement-needed", null, false, nameof(NextStep.SignAgreement))]
    [InlineData(nameof(Fate.GivenBack), "too-long", null, false, nameof(NextStep.Mend))]
    [InlineData(nameof(Fate.Held), "about-someone-else", "johnny-smith", false, nameof(NextStep.ChooseChart))]
    [InlineData(nameof(Fate.Held), "about-several", null, true, nameof(NextStep.AcceptReview))]
    [InlineData(nameof(Fate.Away), null, null, false, nameof(NextStep.TryLater))]
    [InlineData(nameof(Fate.LaunchEnded), null, null, false, nameof(NextStep.SignInAgain))]
    [InlineData(nameof(Fate.Taken), null, null, false, nameof(NextStep.Send))]
    public void Each_fate_leads_to_its_question(string fate, string? reason, string? suggested, bool attestable, string step) =>
        Assert.Equal(step, ComposerPolicy.Next(new CheckResult(Enum.Parse<Fate>(fate)) { Reason = reason, SuggestedCharts = suggested is null ? [] : [suggested], Attestable = attestable }, []).GetType().Name);

    [Fact]
    public void Who_agrees_to_a_review_sends_it_and_what_is_given_back_is_never_sent_by_passing_over()
    {
        ImmutableHashSet<string> everything = [ComposerPolicy.SeenReview, "advice:emergency", "ask:pharmacy", "nudge:refill"];

        Assert.IsType<NextStep.Send>(ComposerPolicy.Next(new CheckResult(Fate.Held) { SuggestedCharts = ["johnny-smith"] }, everything));
        Assert.IsType<NextStep.ChooseChart>(ComposerPolicy.Next(new CheckResult(Fate.GivenBack) { SuggestedCharts = ["johnny-smith"] }, everything));
        Assert.IsType<NextStep.Mend>(ComposerPolicy.Next(new CheckResult(Fate.GivenBack), everything));
    }

    [Fact]
    public void What_is_missing_is_asked_for_once_and_an_errand_is_shown_its_way_once()
    {
        var check = new CheckResult(Fate.Taken) { Intents = ["refill", "clinical"], Missing = [Pharmacy] };

        var asked = Assert.IsType<NextStep.SayMore>(ComposerPolicy.Next(check, []));
        Assert.Equal((Nudge.Refill, "pharmacy"), (asked.Nudge, Assert.Single(asked.Questions).Code));
        Assert.IsType<NextStep.SayMore>(ComposerPolicy.Next(check, ["ask:pharmacy"]));
        Assert.IsType<NextStep.Send>(ComposerPolicy.Next(check, ["ask:pharmacy", "nudge:refill"]));
    }

    [Theory]
    [InlineData("refill", nameof(Nudge.Refill))]
    [InlineData("appointment", nameof(Nudge.Appointment))]
    [InlineData("billing", nameof(Nudge.Billing))]
    [InlineData("clinical", null)]
    [InlineData("social", null)]
    public void Only_errands_have_a_way_of_their_own(string intent, string? nudge) =>
        Assert.Equal(nudge, ComposerPolicy.NudgeFor(new CheckResult(Fate.Taken) { Intents = [intent] })?.ToString());
}
