namespace Load.Comparing;

/// <summary>The requests that a check of a draft is put beside.</summary>
internal enum CheckedRequest
{
    /// <summary>The cheapest answer there is: the capability statement, made beforehand.</summary>
    Metadata,

    /// <summary>The decision on a draft, of which nothing is kept.</summary>
    Check,

    /// <summary>The same decision, and what follows from it stored durably.</summary>
    Create,
}
