namespace Gateway.Policies;

/// <summary>One thing that is wrong with a policy document.</summary>
/// <param name="Pointer">Where, as a JSON Pointer (RFC 6901); empty for the document as a whole.</param>
/// <param name="Sentence">What, for whoever wrote it.</param>
internal readonly record struct PolicyFault(string Pointer, string Sentence)
{
    public override string ToString() => Pointer.Length == 0 ? Sentence : $"{Pointer}: {Sentence}";

    /// <summary>The step of a pointer that leads to this member.</summary>
    public static string Step(string member) => $"/{member.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";

    /// <summary>The same fault, of a part that stands elsewhere in the document.</summary>
    public PolicyFault Within(string pointer, string? said = null) => new(pointer + Pointer, said is null ? Sentence : $"{said} {Sentence}");
}
