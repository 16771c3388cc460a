using System.Numerics;
using System.Text.Json;

namespace Gateway.Text;

/// <summary>The words a reader knows, each an id and its classes; looked up by span, so that reading a message copies nothing.</summary>
internal sealed class Vocabulary
{
    /// <summary>No word we know is longer; what is longer is unknown without being looked at.</summary>
    public const int LongestWord = 32;

    /// <summary>A word that is unknown with its last "s" is known without it: "throats", "my moms leg".</summary>
    private const int ShortestPlural = 4;

    // Open addressing at a load of at most a quarter: a word is found, or known to be missing, at the first or second look.
    private readonly Slot[] _slots;

    private Vocabulary(Dictionary<string, Entry> words)
    {
        _slots = new Slot[BitOperations.RoundUpToPowerOf2((uint)words.Count * 4)];
        foreach (var (word, entry) in words)
        {
            SlotOf(word) = new Slot(word, entry);
        }
    }

    public (int Word, WordTags Tags) Find(ReadOnlySpan<char> lowerCase)
    {
        if (SlotOf(lowerCase) is { Spelling: not null } slot)
        {
            return (slot.Entry.Word, slot.Entry.Tags);
        }

        Span<char> plain = stackalloc char[LongestWord];
        if (WordSpelling.TryUnaccent(lowerCase, plain, out var length))
        {
            return Find(plain[..length]);
        }

        return lowerCase.Length > ShortestPlural && lowerCase[^1] is 's' && SlotOf(lowerCase[..^1]) is { Spelling: not null } singular
            ? (singular.Entry.Word, singular.Entry.Tags)
            : (0, WordAffixes.TagsOf(lowerCase));
    }

    /// <summary>The slot that holds the word, or would hold it.</summary>
    private ref Slot SlotOf(ReadOnlySpan<char> word)
    {
        for (var at = HashOf(word); ; at++)
        {
            ref var slot = ref _slots[at & (uint)(_slots.Length - 1)];
            if (slot.Spelling is null || word.SequenceEqual(slot.Spelling))
            {
                return ref slot;
            }
        }
    }

    // Our own words are the only ones kept, so nobody can choose them to collide.
    private static uint HashOf(ReadOnlySpan<char> word)
    {
        var hash = (uint)word.Length;
        foreach (var letter in word)
        {
            hash = (hash ^ letter) * 0x9E3779B1;
        }

        return hash ^ (hash >> 15);
    }

    /// <summary>Collects words before any message is read; starts with the word classes all readers share.</summary>
    internal sealed class Builder
    {
        private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

        public Builder(string classes = "Text.Words.json")
        {
            foreach (var (tag, words) in EmbeddedJson.Read<Dictionary<string, string>>(classes))
            {
                var tags = Enum.Parse<WordTags>(tag, ignoreCase: true);
                foreach (var word in words.Split(' '))
                {
                    Add(word, tags);
                }
            }
        }

        public int Add(string word, WordTags tags = WordTags.None)
        {
            if (word.Length > LongestWord || word.Any(char.IsUpper))
            {
                throw new JsonException($"'{word}' is not a lower-case word of at most {LongestWord} letters");
            }

            var known = _entries.TryGetValue(word, out var entry) ? entry : new Entry(_entries.Count + 1, WordTags.None);
            _entries[word] = known with { Tags = known.Tags | tags };
            return known.Word;
        }

        public Vocabulary Build() => new(_entries);
    }

    private readonly record struct Entry(int Word, WordTags Tags);

    private readonly record struct Slot(string? Spelling, Entry Entry);
}
