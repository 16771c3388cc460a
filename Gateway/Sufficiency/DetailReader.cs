using System.Collections.Immutable;
using Gateway.Text;

namespace Gateway.Sufficiency;

/// <summary>Reads which of the things a clinic needs a text gives. It errs towards having been told: asking for what was said annoys.</summary>
internal static class DetailReader
{
    /// <summary>A new drug's name stands close behind the word that announces it.</summary>
    private const int NameWithin = 4;

    /// <summary>Shorter unknown words are rarely the name of a drug.</summary>
    private const int ShortestName = 5;

    public static WrittenDetails Read(string text)
    {
        var found = ImmutableHashSet.CreateBuilder<Detail>();
        var words = 0;
        foreach (var lexicon in DetailLexicon.All)
        {
            using var tokens = Tokenizer.Read(text, lexicon.Words);
            words = 0;
            var hits = new List<PhraseHit>();
            var sinceAnnounced = NameWithin;
            var afterDrug = false;
            for (var at = 0; at < tokens.Count; at++)
            {
                var token = tokens.Tokens[at];
                lexicon.Phrases.MatchAt(tokens.Tokens, at, hits);
                sinceAnnounced = lexicon.StandsBeforeDrug(token) ? 0 : sinceAnnounced + 1;
                if (token.Kind is TokenKind.Word)
                {
                    words++;
                    AddByClass(token, lexicon, sinceAnnounced is > 0 and <= NameWithin, found);
                }
                else if (tokens.Mark(token) is '?')
                {
                    found.Add(Detail.Question);
                }
                else if (token.Kind is TokenKind.Number && afterDrug)
                {
                    found.Add(Detail.Strength);
                }

                afterDrug = token.Is(WordTags.Drug);
            }

            found.UnionWith(hits.Select(lexicon.DetailOf));
        }

        return new WrittenDetails(found.ToImmutable(), words);
    }

    private static void AddByClass(in Token token, DetailLexicon lexicon, bool isAnnounced, ImmutableHashSet<Detail>.Builder found)
    {
        if (lexicon.IsVague(token))
        {
            return;
        }

        if (token.Is(WordTags.Drug) || (isAnnounced && token is { Word: 0, Tags: WordTags.None, Length: >= ShortestName }))
        {
            found.Add(Detail.Drug);
        }

        if (token.Is(WordTags.Symptom | WordTags.Disease | WordTags.Body))
        {
            found.Add(Detail.Complaint);
            found.Add(Detail.VisitReason);
        }

        if (token.Is(WordTags.Test))
        {
            found.Add(Detail.Test);
        }
    }
}
