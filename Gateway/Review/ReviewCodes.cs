using Gateway.Storage;

namespace Gateway.Review;

/// <summary>Decisions and their reasons in the codes of review-decision and review-reason, and in sentences for whoever asks.</summary>
internal static class ReviewCodes
{
    public const string AboutAnotherPatient = "about-another-patient";
    public const string AboutSeveralPatients = "about-several-patients";

    public const string NotForAChart = "not-for-a-chart";

    private static readonly string[] Reasons =
    [
        "about-this-patient", "others-only-mentioned", AboutAnotherPatient, AboutSeveralPatients, "not-a-patient-here", NotForAChart, "sender-asked",
    ];

    public static bool IsReason(string? code) => code is not null && Reasons.Contains(code);

    public static string Of(DecisionKind kind) => kind switch
    {
        DecisionKind.Release => "release",
        DecisionKind.Reject => "reject",
        DecisionKind.Redirect => "redirect",
        DecisionKind.Split => "split",
        DecisionKind.Retract => "retract",
        DecisionKind.Attest => "attest",
    };

    public static AuditAction ActionOf(DecisionKind kind) => kind switch
    {
        DecisionKind.Release => AuditAction.Release,
        DecisionKind.Reject => AuditAction.Reject,
        DecisionKind.Redirect => AuditAction.Redirect,
        DecisionKind.Split => AuditAction.Split,
        DecisionKind.Retract => AuditAction.Retract,
        DecisionKind.Attest => AuditAction.Attest,
    };

    /// <summary>What was done, as the operation answers it.</summary>
    public static string DoneBy(DecisionKind kind) => kind switch
    {
        DecisionKind.Release => "The message is released: it is filed in the chart it was addressed to.",
        DecisionKind.Reject => "The message is rejected: it is filed nowhere, and its content is sealed.",
        DecisionKind.Redirect => "The message is redirected: it was made anew for the right chart, and the content of the original is sealed.",
        DecisionKind.Split => "The message is split: each part was made a message for its own chart, and the content of the original is sealed.",
        DecisionKind.Retract => "The message is retracted: the EHR is told, and the content is sealed.",
        DecisionKind.Attest => "The message was taken with its sender's attestation.",
    };

    /// <summary>What readers of the original learn from then on; its sender too, so it is kind.</summary>
    public static string TellingOf(DecisionKind kind) => kind switch
    {
        DecisionKind.Release => string.Empty,
        DecisionKind.Reject =>
            "Thank you for writing. The care team has read this message and could not place it in a chart. Please call the clinic if it still needs an answer.",
        DecisionKind.Redirect => "This message is about somebody else, and was moved to that person's chart.",
        DecisionKind.Split => "This message is about more than one person. Each part was moved to the chart of the person it is about.",
        DecisionKind.Retract => "This message was entered in this chart by mistake, and was taken back.",
        DecisionKind.Attest => string.Empty,
    };
}
