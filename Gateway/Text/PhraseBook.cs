using System.Globalization;
using System.Runtime.InteropServices;
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

    /// <summary>Holds the phrases that open with a number.</summary>
    private readonly Node _opening = new();

    /// <summary>Where phrases go on after their first word, by its id: most tokens open no phrase, and must cost next to nothing.</summary>
    private Node?[] _afterFirst = [];

    public void Add(string pattern, int phrase, Vocabulary.Builder words)
    {
        var parts = pattern.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0 || parts[0][0] is '.' or '[' || parts.Count(part => part == "..") > MostGaps)
        {
            throw new JsonException($"phrase '{pattern}' is empty, does not start with a word or number, or has more than {MostGaps} gaps");
        }

        foreach (var word in parts[0].Split('|'))
        {
            Extend(word[0] is '#' ? AfterNumber(_opening, word) : AfterFirstNew(words.Add(word)), parts.AsSpan(1), phrase, words);
        }
    }

    /// <summary>All phrases that start at a token, in no order.</summary>
    public void MatchAt(ReadOnlySpan<Token> tokens, int first, List<PhraseHit> hits)
    {
        if (tokens[first].Kind is TokenKind.Number)
        {
            Walk(_opening, tokens, first, first, hits);
        }
        else if (AfterFirst(tokens[first]) is { } node)
        {
            Walk(node, tokens, first, first + 1, hits);
        }
    }

    /// <summary>The longest phrase that starts at a token.</summary>
    public PhraseHit? LongestAt(ReadOnlySpan<Token> tokens, int first)
    {
        PhraseHit? longest = null;
        var node = AfterFirst(tokens[first]);
        for (var at = first; node is not null; at++)
        {
            foreach (var phrase in node.Phrases)
            {
                longest = new PhraseHit(phrase, first, at);
            }

            node = at + 1 < tokens.Length && tokens[at + 1].Kind is TokenKind.Word ? node.After(tokens[at + 1].Word) : null;
        }

        return longest;
    }

    private Node? AfterFirst(in Token token) =>
        token.Kind is TokenKind.Word && (uint)token.Word < (uint)_afterFirst.Length ? _afterFirst[token.Word] : null;

    private Node AfterFirstNew(int word)
    {
        if (word >= _afterFirst.Length)
        {
            Array.Resize(ref _afterFirst, Math.Max(2 * _afterFirst.Length, word + 1));
        }

        return _afterFirst[word] ??= new Node();
    }

    private static void Extend(Node node, ReadOnlySpan<string> parts, int phrase, Vocabulary.Builder words)
    {
        if (parts.IsEmpty)
        {
            node.Phrases.Add(phrase);
            return;
        }

        var part = parts[0];
        if (part == "..")
        {
            Extend(node.Gap ??= new Node(), parts[1..], phrase, words);
            return;
        }

        if (part.StartsWith('['))
        {
            Extend(node, parts[1..], phrase, words);
            part = part.Trim('[', ']');
        }

        foreach (var word in part.Split('|'))
        {
            Extend(word[0] is '#' ? AfterNumber(node, word) : node.AfterNew(words.Add(word)), parts[1..], phrase, words);
        }
    }

    private static Node AfterNumber(Node node, string range)
    {
        var ends = range[1..].Split('-');
        var (low, high) = range is "#" ? (0, int.MaxValue) : (Whole(ends[0]), Whole(ends[^1]));
        var next = new Node();
        node.Numbers.Add((low, high, next));
        return next;
    }

    private static int Whole(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    private static void Walk(Node node, ReadOnlySpan<Token> tokens, int first, int at, List<PhraseHit> hits)
    {
        foreach (var phrase in node.Phrases)
        {
            hits.Add(new PhraseHit(phrase, first, at - 1));
        }

        if (at >= tokens.Length || tokens[at].Sentence != tokens[first].Sentence)
        {
            return;
        }

        if (tokens[at].Kind is TokenKind.Word && node.After(tokens[at].Word) is { } next)
        {
            Walk(next, tokens, first, at + 1, hits);
        }
        else if (tokens[at].Kind is TokenKind.Number)
        {
            foreach (var (low, high, after) in node.Numbers)
            {
                if (tokens[at].Word >= low && tokens[at].Word <= high)
                {
                    Walk(after, tokens, first, at + 1, hits);
                }
            }
        }

        for (var skipped = 0; node.Gap is { } gap && skipped <= LongestGap && at + skipped < tokens.Length; skipped++)
        {
            Walk(gap, tokens, first, at + skipped, hits);
        }
    }

    /// <summary>A place in the trie. Few words go on from one, and a scan over their ids beats hashing.</summary>
    private sealed class Node
    {
        private readonly List<int> _words = [];
        private readonly List<Node> _next = [];

        public List<(int Low, int High, Node Next)> Numbers { get; } = [];

        public List<int> Phrases { get; } = [];

        public Node? Gap { get; set; }

        public Node? After(int word)
        {
            var index = CollectionsMarshal.AsSpan(_words).IndexOf(word);
            return index < 0 ? null : _next[index];
        }

        public Node AfterNew(int word)
        {
            if (After(word) is { } known)
            {
                return known;
            }

            _words.Add(word);
            _next.Add(new Node());
            return _next[^1];
        }
    }
}
