using System.Buffers;

namespace Gateway.Text;

/// <summary>A message and its tokens, which live in a pooled array until this is disposed.</summary>
internal sealed class TokenizedText(string text) : IDisposable
{
    private Token[] _tokens = ArrayPool<Token>.Shared.Rent(Math.Clamp(text.Length / 4, 16, 1 << 20));

    public string Text => text;

    public int Count { get; private set; }

    public ReadOnlySpan<Token> Tokens => _tokens.AsSpan(0, Count);

    public ReadOnlySpan<char> Spelling(in Token token) => text.AsSpan(token.Start, token.Length);

    public char Mark(in Token token) => token.Kind is TokenKind.Mark ? text[token.Start] : '\0';

    public void Append(Token token)
    {
        if (Count == _tokens.Length)
        {
            var larger = ArrayPool<Token>.Shared.Rent(Count * 2);
            _tokens.AsSpan().CopyTo(larger);
            ArrayPool<Token>.Shared.Return(_tokens);
            _tokens = larger;
        }

        _tokens[Count++] = token;
    }

    public void Dispose()
    {
        ArrayPool<Token>.Shared.Return(_tokens);
        _tokens = [];
        Count = 0;
    }
}
