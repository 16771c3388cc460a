namespace Gateway.Text;

/// <summary>What the spelling of a token tells that its word does not: capitals, a genitive or contracted ending, its place.</summary>
[Flags]
internal enum TokenTraits : byte
{
    None = 0,
    Capitalised = 1,

    /// <summary>Ends in <c>'s</c>: a genitive after a noun, "is" or "has" after a pronoun.</summary>
    Genitive = 2,

    /// <summary>Ends in <c>'m</c>, <c>'ll</c>, <c>'ve</c>, <c>'re</c> or <c>'d</c>; the token's word is what stands before.</summary>
    Contracted = 4,
    OpensSentence = 8,
}
