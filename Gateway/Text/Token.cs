namespace Gateway.Text;

/// <summary>
/// One word, number or mark of a message: a span, never a copy. <c>Word</c> is a word's id in the vocabulary (0 when it is unknown
/// there) and a number's whole part.
/// </summary>
internal readonly record struct Token(
    int Start, int Length, int Word, int Sentence, WordTags Tags, TokenKind Kind, TokenTraits Traits)
{
    public int End => Start + Length;

    public bool Is(WordTags tags) => (Tags & tags) != 0;

    public bool Shows(TokenTraits traits) => (Traits & traits) != 0;
}
