using System.Collections.Frozen;
using System.Text.Json;

namespace Gateway.Text;

/// <summary>The words a reader knows, each an id and its classes; looked up by span, so that reading a message copies nothing.</summary>
internal sealed class Vocabulary
{
    /// <summary>No word we know is longer; what is longer is unknown without being looked at.</summary>
    public const int LongestWord = 32;

    private readonly FrozenDictionary<string, Entry>.AlternateLookup<ReadOnlySpan<char>> _words;

    private Vocabulary(FrozenDictionary<string, Entry> words) =>
        _words = words.GetAlternateLookup<ReadOnlySpan<char>>();

    public (int Word, WordTags Tags) Find(ReadOnlySpan<char> lowerCase) =>
        _words.TryGetValue(lowerCase, out var entry) ? (entry.Word, entry.Tags) : (0, WordAffixes.TagsOf(lowerCase));

    /// <summary>Collects words before any message is read; starts with the word classes all readers share.</summary>
    internal sealed class Builder
    {
        private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

        public Builder()
        {
            foreach (var (tag, words) in EmbeddedJson.Read<Dictionary<string, string>>("Text.Words.json"))
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

        public Vocabulary Build() => new(_entries.ToFrozenDictionary(StringComparer.Ordinal));
    }

    private readonly record struct Entry(int Word, WordTags Tags);
}
