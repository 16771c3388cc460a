namespace Gateway.Rest;

/// <summary>How much of each resource is wanted (R4 search.html, _summary).</summary>
internal enum Summary
{
    /// <summary>All of it.</summary>
    False,

    /// <summary>The elements marked as summary.</summary>
    True,

    /// <summary>The narrative, and what is mandatory.</summary>
    Text,

    /// <summary>All but the narrative.</summary>
    Data,

    /// <summary>Of a page how many there are and none of them; of a single resource only what is mandatory.</summary>
    Count,
}
