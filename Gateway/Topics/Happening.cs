namespace Gateway.Topics;

/// <summary>Something that happened, as a topic tells it.</summary>
/// <param name="Topic">The topic's code.</param>
/// <param name="Focus">What it happened to, as <c>Type/id</c>; where that is a Task of no known id, the message whose work it is.</param>
/// <param name="Version">The version that it made; none for the current one.</param>
internal sealed record Happening(string Topic, string Focus, int? Version = null)
{
    /// <summary>The focus is not the message but the Task to answer it.</summary>
    public bool IsOfWork { get; init; }
}
