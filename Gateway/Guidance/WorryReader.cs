using System.Collections.Immutable;
using Gateway.Text;
using Gateway.Triage;

namespace Gateway.Guidance;

/// <summary>Reads whether its writer fears that a message imposes on somebody: "sorry to bother you again".</summary>
internal static class WorryReader
{
    private static readonly Lazy<ImmutableArray<Lexicon>> Lexicons = new(Load);

    public static bool IsWorried(string text)
    {
        var hits = new List<PhraseHit>();
        foreach (var lexicon in Lexicons.Value)
        {
            using var tokens = Tokenizer.Read(text, lexicon.Words);
            for (var at = 0; at < tokens.Count && hits.Count == 0; at++)
            {
                lexicon.Phrases.MatchAt(tokens.Tokens, at, hits);
            }
        }

        return hits.Count > 0;
    }

    private static ImmutableArray<Lexicon> Load()
    {
        var phrases = EmbeddedJson.Read<ImmutableDictionary<string, ImmutableArray<string>>>("Guidance.Worries.json");
        return [Of(new Vocabulary.Builder(), phrases["en"]), Of(new Vocabulary.Builder("Text.WordsSpanish.json"), phrases["es"])];
    }

    private static Lexicon Of(Vocabulary.Builder words, ImmutableArray<string> patterns)
    {
        var phrases = new PhraseBook();
        foreach (var pattern in patterns.SelectMany(PhrasePattern.Expand))
        {
            phrases.Add(pattern, 0, words);
        }

        return new Lexicon(phrases, words.Build());
    }

    private sealed record Lexicon(PhraseBook Phrases, Vocabulary Words);
}
