using Gateway.Guidance;
using Gateway.Subjects;

namespace Gateway.Messages;

/// <summary>Codes of the code system intake-reason: what clients branch on, beside the sentence for people.</summary>
internal static class ReasonCodes
{
    public const string Emergency = AdvicePolicy.Reason;
    public const string WrongChart = "wrong-chart";
    public const string NotPermitted = "not-permitted";
    public const string BrokenReference = "broken-reference";
    public const string ChartsUnavailable = "charts-unavailable";
    public const string AttachmentInfected = "attachment-infected";
    public const string ScannerUnavailable = "scanner-unavailable";

    public static string Of(HoldReason reason) => reason switch
    {
        HoldReason.AboutSomeoneElse => "about-someone-else",
        HoldReason.AboutSeveral => "about-several",
        HoldReason.WhoIsUnclear => "who-is-unclear",
        HoldReason.CannotBeVerified => "cannot-be-verified",
        HoldReason.ChartsUnavailable => ChartsUnavailable,
    };

    public static string Of(VerdictStrength strength) => strength switch
    {
        VerdictStrength.Weak => "weak",
        VerdictStrength.Strong => "strong",
    };

    /// <summary>Whom the text was taken to be about, as $check says it; none where it was not the text that was doubted.</summary>
    public static string? VerdictOf(HoldReason reason) => reason switch
    {
        HoldReason.AboutSomeoneElse => "other",
        HoldReason.AboutSeveral => "mixed",
        HoldReason.WhoIsUnclear => "undecided",
        HoldReason.CannotBeVerified or HoldReason.ChartsUnavailable => null,
    };

    /// <inheritdoc cref="VerdictOf(HoldReason)"/>
    public static string? VerdictOf(string? code) =>
        Enum.GetValues<HoldReason>().Where(reason => Of(reason) == code).Select(VerdictOf).FirstOrDefault();

    /// <summary>What the sender reads while a message is held.</summary>
    public static string SentenceOf(HoldReason reason) => reason switch
    {
        HoldReason.AboutSomeoneElse => "This message seems to be about somebody else, so it is kept out of this chart until the care team has looked at it.",
        HoldReason.AboutSeveral => "This message seems to be about more than one person, so it is kept out of this chart until the care team has looked at it.",
        HoldReason.WhoIsUnclear => "It is not clear whom this message is about, so it is kept out of this chart until the care team has looked at it.",
        HoldReason.CannotBeVerified => "Something this message refers to cannot be checked, so it is kept out of this chart until the care team has looked at it.",
        HoldReason.ChartsUnavailable => "The chart cannot be checked at the moment, so the message waits for the care team.",
    };
}
