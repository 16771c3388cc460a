using System.Globalization;
using System.Text.Json;

namespace Gateway.Text;

/// <summary>
/// Finds phrases in a message with a trie over word ids. A pattern is words and spaces, with <c>a|b</c> for alternatives, <c>[a]</c> for an
/// optional word, <c>#</c> for any number,
/// <c>#102-106</c> for one in a range, and <c>..</c> for up to three words; a phrase never leaves its sentence. The work per
/// token is bounded by the trie, not by the message.
/// </summary>
internal sealed class PhraseBook
{
    private const int LongestGap = 3;
    private const int MostGaps = 2;

    private readonly List<Node> _nodes = [new Node()];

    public void Add(string pattern, int phrase, Vocabulary.Builder words)
    {
        var parts = pattern.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0 || parts.Count(part => part == "..") > MostGaps)
        {
            throw new JsonException($"phrase '{pattern}' is empty or has more than {MostGaps} gaps");
        }

        Extend(0, parts, phrase, words);
    }

    /// <summary>All phrases that start at a token, in no order.</summary>
    public void MatchAt(ReadOnlySpan<Token> tokens, int first, List<PhraseHit> hits) => Walk(0, tokens, first, first, hits);

    /// <summary>The longest phrase that starts at a token.</summary>
    public PhraseHit? LongestAt(ReadOnlySpan<Token> tokens, int first)
    {
        PhraseHit? longest = null;
        var node = 0;
        for (var at = first; at < tokens.Length && tokens[at].Kind is TokenKind.Word && _nodes[node].Words.TryGetValue(tokens[at].Word, out node); at++)
        {
            foreach (var phrase in _nodes[node].Phrases)
            {
                longest = new PhraseHit(phrase, first, at);
            }
        }

        return longest;
    }

    private void Extend(int node, ReadOnlySpan<string> parts, int phrase, Vocabulary.Builder words)
    {
        if (parts.IsEmpty)
        {
            _nodes[node].Phrases.Add(phrase);
            return;
        }

        var part = parts[0];
        if (part == "..")
        {
            _nodes[node].Gap = _nodes[node].Gap is 0 ? NewNode() : _nodes[node].Gap;
            Extend(_nodes[node].Gap, parts[1..], phrase, words);
            return;
        }

        if (part.StartsWith('['))
        {
            Extend(node, parts[1..], phrase, words);
            part = part.Trim('[', ']');
        }

        foreach (var word in part.Split('|'))
        {
            Extend(word[0] is '#' ? AfterNumber(node, word) : AfterWord(node, words.Add(word)), parts[1..], phrase, words);
        }
    }

    private int AfterWord(int node, int word)
    {
        if (!_nodes[node].Words.TryGetValue(word, out var next))
        {
            next = NewNode();
            _nodes[node].Words.Add(word, next);
        }

        return next;
    }

    private int AfterNumber(int node, string range)
    {
        var ends = range[1..].Split('-');
        var (low, high) = range is "#" ? (0, int.MaxValue) : (Whole(ends[0]), Whole(ends[^1]));
        var next = NewNode();
        _nodes[node].Numbers.Add((low, high, next));
        return next;
    }

    private static int Whole(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    private int NewNode()
    {
        _nodes.Add(new Node());
        return _nodes.Count - 1;
    }

    private void Walk(int node, ReadOnlySpan<Token> tokens, int first, int at, List<PhraseHit> hits)
    {
        foreach (var phrase in _nodes[node].Phrases)
        {
            hits.Add(new PhraseHit(phrase, first, at - 1));
        }

        if (at >= tokens.Length || tokens[at].Sentence != tokens[first].Sentence)
        {
            return;
        }

        if (tokens[at].Kind is TokenKind.Word && _nodes[node].Words.TryGetValue(tokens[at].Word, out var next))
        {
            Walk(next, tokens, first, at + 1, hits);
        }

        foreach (var (low, high, after) in _nodes[node].Numbers)
        {
            if (tokens[at].Kind is TokenKind.Number && tokens[at].Word >= low && tokens[at].Word <= high)
            {
                Walk(after, tokens, first, at + 1, hits);
            }
        }

        for (var skipped = 0; _nodes[node].Gap != 0 && skipped <= LongestGap && at + skipped < tokens.Length; skipped++)
        {
            Walk(_nodes[node].Gap, tokens, first, at + skipped, hits);
        }
    }

    private sealed class Node
    {
        public Dictionary<int, int> Words { get; } = [];

        public List<(int Low, int High, int Next)> Numbers { get; } = [];

        public List<int> Phrases { get; } = [];

        public int Gap { get; set; }
    }
}
