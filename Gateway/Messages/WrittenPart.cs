namespace Gateway.Messages;

/// <summary>The words of one element of a message.</summary>
/// <param name="Expression">FHIRPath of the element.</param>
/// <param name="Value">What it says.</param>
internal readonly record struct WrittenPart(string Expression, string? Value)
{
    /// <summary>Its sender typed it; the text of files, and what goes with a code, is not counted as such.</summary>
    public bool IsTyped { get; init; }

    /// <summary>What follows belongs to it: a question stands before its answer.</summary>
    public bool RunsOn { get; init; }
}
