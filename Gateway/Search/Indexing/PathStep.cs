namespace Gateway.Search.Indexing;

/// <summary>One step of a search parameter's FHIRPath.</summary>
internal abstract record PathStep
{
    private PathStep()
    {
    }

    /// <summary>To the elements of that name.</summary>
    public sealed record Child(string Name) : PathStep;

    /// <summary>Only values of that data type: <c>as(X)</c>, <c>ofType(X)</c>, <c>… as X</c>.</summary>
    public sealed record OfType(string Type) : PathStep;

    /// <summary>Only references to that resource type: <c>where(resolve() is X)</c>, decided without resolving.</summary>
    public sealed record ToType(string Type) : PathStep;
}
