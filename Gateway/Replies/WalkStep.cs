namespace Gateway.Replies;

/// <summary>How a look goes on behind a page.</summary>
internal enum WalkStep
{
    /// <summary>Everything is read.</summary>
    End,

    /// <summary>On the page that the EHR names.</summary>
    Follow,

    /// <summary>With the first page of what has changed since.</summary>
    AskAnew,
}
