using System.Collections.Immutable;
using Gateway.Text;
using Gateway.Triage.Weighing;

namespace Gateway.Triage;

/// <summary>
/// Reads red flags and intents out of a message's text: phrases of the lexicon, less what is denied, past or supposed, and then what the message weighs
/// as a whole.
/// </summary>
internal static class TriageReader
{
    /// <summary>Enough to decide on and to show; a message that repeats itself a million times needs no more.</summary>
    private const int MostHitsPerRule = 8;

    private static readonly TriageLexicon Lexicon = TriageLexicon.Default;

    public static TriageSignals Read(string text)
    {
        var (rules, traits) = ReadTraits(text, Weights.Shipped.Names);
        return WeighingPolicy.Weigh(rules, traits, Weights.Shipped);
    }

    /// <summary>What the rules find by themselves, and what there is to weigh.</summary>
    public static (TriageSignals Rules, IReadOnlyList<Trait> Traits) ReadTraits(string text, TraitNames names)
    {
        using var tokens = Tokenizer.Read(text, Lexicon.Words);
        var traits = new TraitReader(names);
        var rules = ReadRules(tokens.Tokens, traits);
        traits.NoteRules(Lexicon, rules);
        traits.NoteText(tokens);
        return (rules, traits.Traits);
    }

    internal static TextSpan SpanOf(ReadOnlySpan<Token> tokens, PhraseHit hit) =>
        TextSpan.Between(tokens[hit.First].Start, tokens[hit.Last].End);

    private static TriageSignals ReadRules(ReadOnlySpan<Token> tokens, TraitReader traits)
    {
        var found = new List<PhraseHit>();
        var flags = new RedFlagFinder(Lexicon, traits);
        var intents = ImmutableArray.CreateBuilder<IntentHit>();
        var intentCounts = new int[Lexicon.Intents.Count];
        for (var at = 0; at < tokens.Length; at++)
        {
            found.Clear();
            Lexicon.Phrases.MatchAt(tokens, at, found);
            foreach (var hit in found)
            {
                var use = Lexicon.UseOf(hit);
                if (use.Role is PhraseRole.Finding)
                {
                    flags.Observe(tokens, hit, use.Index);
                }
                else if (intentCounts[use.Index]++ < MostHitsPerRule)
                {
                    var intent = Lexicon.Intents[use.Index];
                    intents.Add(new IntentHit(intent.RuleId, intent.Intent, intent.Weight, SpanOf(tokens, hit)));
                }
            }
        }

        foreach (var (phrases, count) in intentCounts.Index())
        {
            traits.NotePhrases(phrases, count);
        }

        return new TriageSignals(flags.Found(tokens), intents.DrainToImmutable());
    }
}
