namespace Load.Comparing;

/// <summary>Tokens with which the same messages are posted; each has more for the gateway to check than the one before.</summary>
internal enum TokenKind
{
    /// <summary>A system client: signature, audience and a plain scope.</summary>
    System,

    /// <summary>A patient launched in her own chart: the person and the chart besides.</summary>
    Patient,

    /// <summary>The same under a granular scope, which the content must fit.</summary>
    Granular,
}
