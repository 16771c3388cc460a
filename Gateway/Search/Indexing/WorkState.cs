namespace Gateway.Search.Indexing;

/// <summary>How far the work on a message is.</summary>
internal enum WorkState
{
    Open,
    Answered,

    /// <summary>Cancelled, failed, rejected, or taken back.</summary>
    Ended,
}
