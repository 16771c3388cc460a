namespace Gateway.Search.Criteria;

/// <summary>How a text is compared with what is looked for.</summary>
internal enum TextMatch
{
    StartsWith,
    Contains,
    Exact,

    /// <summary>The same uri, letter by letter.</summary>
    Uri,

    /// <summary>The uri, or one whose path goes on from it.</summary>
    UriBelow,
}
