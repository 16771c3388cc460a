using Gateway.Text;

namespace Gateway.Subjects;

/// <summary>What finding people in a message needs: its tokens, the lexicon it is read with, the names on record, and the people met so far.</summary>
internal sealed record Stage(TokenizedText Text, SubjectLexicon Lexicon, NameIndex Names, Cast Cast)
{
    public bool IsSpanish => Lexicon == SubjectLexicon.Spanish;

    public bool SaysAt(int at, string word) =>
        at >= 0 && at < Text.Count && Text.Spelling(Text.Tokens[at]).Equals(word, StringComparison.OrdinalIgnoreCase);

    public bool IsAt(int at, WordTags tags) => at >= 0 && at < Text.Count && Text.Tokens[at].Is(tags);

    /// <summary>"And" between two words or, as no token of its own, a sign for it: "me &amp; my son".</summary>
    public bool IsJoined(int last, int next) =>
        next == last + 2 && IsAt(last + 1, WordTags.And)
        || next == last + 1 && Text.Text.AsSpan(Text.Tokens[last].End, Text.Tokens[next].Start - Text.Tokens[last].End).IndexOfAny('&', '+') >= 0;

    /// <summary>Whether the words from <paramref name="first"/> up to <paramref name="next"/> open a sentence and a mark follows: "Lotte.", "Mom:".</summary>
    public bool IsHeading(int first, int next) =>
        Text.Tokens[first].Shows(TokenTraits.OpensSentence) && (next >= Text.Count || Text.Mark(Text.Tokens[next]) is '.' or ',' or ':' or '(' or ';');

    /// <summary>"my husband, Leonard," and "Theo's": a mention and the name that stands in apposition to it.</summary>
    public Mention WithName(Person person, int first, int last)
    {
        var next = last + 1;
        if (next < Text.Count && Text.Mark(Text.Tokens[next]) is ',' or '(')
        {
            next++;
        }

        if (next >= Text.Count || Text.Tokens[next].Kind is not TokenKind.Word || Text.Tokens[last].Shows(TokenTraits.Genitive))
        {
            return new Mention(person, first, last, Text.Tokens[last].Shows(TokenTraits.Genitive));
        }

        // "My mother blood test in her portal": the noun is hers, apostrophe or not.
        if (next == last + 1 && Text.Tokens[next].Is(WordTags.Test | WordTags.Drug | WordTags.Body) && !Text.Tokens[next].Is(WordTags.Verb | WordTags.Perception))
        {
            return new Mention(person, first, last, true);
        }

        var name = Text.Tokens[next];
        if (Names.TryFind(Text.Spelling(name), out var proxied) && NameEvidence.IsName(Text, next, Lexicon))
        {
            return proxied is null || !Cast.MayBeNamed(person, proxied)
                ? new Mention(person, first, proxied is null ? next : last, name.Shows(TokenTraits.Genitive))
                : new Mention(Cast.Named(proxied, person), first, next, name.Shows(TokenTraits.Genitive));
        }

        if (name.Is(WordTags.FemaleName | WordTags.MaleName) && name.Shows(TokenTraits.Capitalised) && NameEvidence.IsName(Text, next, Lexicon))
        {
            Cast.Call(person, name);
            return new Mention(person, first, next, name.Shows(TokenTraits.Genitive));
        }

        return new Mention(person, first, last, false);
    }
}
