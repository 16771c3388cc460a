namespace Gateway.Evisits;

/// <summary>Why time on messages is not billed as an online visit.</summary>
internal enum EvisitExclusion
{
    /// <summary>A visit for a related problem took place in the seven days before.</summary>
    RelatedVisit,

    /// <summary>It led to a visit, which is billed instead.</summary>
    LedToVisit,

    /// <summary>It belongs to what a procedure's global period pays for.</summary>
    PostOperative,

    /// <summary>The patient is not established with the practice.</summary>
    NotEstablished,

    /// <summary>The care team began the conversation.</summary>
    NotPatientInitiated,

    /// <summary>An errand: nothing was to be evaluated.</summary>
    NoEvaluation,

    /// <summary>Nobody who reports codes spent time on it.</summary>
    StaffTimeOnly,

    /// <summary>Less time than the first code stands for.</summary>
    BelowThreshold,

    /// <summary>Nobody agreed to be billed.</summary>
    NoConsent,
}

/// <summary>Their codes in FHIR and in tables.</summary>
internal static class EvisitExclusions
{
    public static string CodeOf(EvisitExclusion exclusion) => exclusion switch
    {
        EvisitExclusion.RelatedVisit => "related-visit",
        EvisitExclusion.LedToVisit => "led-to-visit",
        EvisitExclusion.PostOperative => "post-operative",
        EvisitExclusion.NotEstablished => "not-established",
        EvisitExclusion.NotPatientInitiated => "not-patient-initiated",
        EvisitExclusion.NoEvaluation => "no-evaluation",
        EvisitExclusion.StaffTimeOnly => "staff-time-only",
        EvisitExclusion.BelowThreshold => "below-threshold",
        EvisitExclusion.NoConsent => "no-consent",
    };

    /// <summary>What clinicians record with their time, since the gateway knows neither visits nor procedures; null for all else.</summary>
    public static EvisitExclusion? ParseRecorded(string? code) => code switch
    {
        "related-visit" => EvisitExclusion.RelatedVisit,
        "led-to-visit" => EvisitExclusion.LedToVisit,
        "post-operative" => EvisitExclusion.PostOperative,
        "not-established" => EvisitExclusion.NotEstablished,
        _ => null,
    };
}
