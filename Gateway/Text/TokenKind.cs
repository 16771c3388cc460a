namespace Gateway.Text;

/// <summary>What a token is made of: letters, digits, or one punctuation mark.</summary>
internal enum TokenKind : byte
{
    Word,
    Number,
    Mark,
}
