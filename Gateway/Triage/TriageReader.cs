using System.Collections.Immutable;
using Gateway.Text;

namespace Gateway.Triage;

/// <summary>Reads red flags and intents out of a message's text: phrases of the lexicon, less what is denied, past or supposed.</summary>
internal static class TriageReader
{
    /// <summary>Enough to decide on and to show; a message that repeats itself a million times needs no more.</summary>
    private const int MostHitsPerRule = 8;

    private static readonly TriageLexicon Lexicon = TriageLexicon.Default;

    public static TriageSignals Read(string text)
    {
        using var tokens = Tokenizer.Read(text, Lexicon.Words);
        var found = new List<PhraseHit>();
        var flags = new RedFlagFinder(Lexicon);
        var intents = ImmutableArray.CreateBuilder<IntentHit>();
        var intentCounts = new int[Lexicon.Intents.Count];
        for (var at = 0; at < tokens.Count; at++)
        {
            found.Clear();
            Lexicon.Phrases.MatchAt(tokens.Tokens, at, found);
            foreach (var hit in found)
            {
                var use = Lexicon.UseOf(hit);
                if (use.Role is PhraseRole.Finding)
                {
                    flags.Observe(tokens.Tokens, hit, use.Index);
                }
                else if (intentCounts[use.Index]++ < MostHitsPerRule)
                {
                    var intent = Lexicon.Intents[use.Index];
                    intents.Add(new IntentHit(intent.RuleId, intent.Intent, intent.Weight, SpanOf(tokens.Tokens, hit)));
                }
            }
        }

        return new TriageSignals(flags.Found(tokens.Tokens), intents.DrainToImmutable());
    }

    internal static TextSpan SpanOf(ReadOnlySpan<Token> tokens, PhraseHit hit) =>
        TextSpan.Between(tokens[hit.First].Start, tokens[hit.Last].End);
}
