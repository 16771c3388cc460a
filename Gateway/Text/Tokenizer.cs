namespace Gateway.Text;

/// <summary>Cuts a message into tokens and sentences in one pass, whatever the characters are.</summary>
internal ref struct Tokenizer(string text, Vocabulary vocabulary, TokenizedText tokens)
{
    private const string Abbreviations = " dr mr mrs ms st vs approx yr yrs mo wk eg ie etc no ";

    private int _position;
    private int _sentence;
    private bool _sentenceEmpty = true;
    private bool _sentenceEnded;

    public static TokenizedText Read(string text, Vocabulary vocabulary)
    {
        var tokens = new TokenizedText(text);
        var tokenizer = new Tokenizer(text, vocabulary, tokens);
        tokenizer.ReadAll();
        return tokens;
    }

    private void ReadAll()
    {
        while (_position < text.Length)
        {
            var letter = text[_position];
            if (char.IsLetter(letter))
            {
                ReadWord();
            }
            else if (char.IsDigit(letter))
            {
                ReadNumber();
            }
            else
            {
                ReadMark(letter);
            }
        }
    }

    private void ReadWord()
    {
        var start = _position;
        while (_position < text.Length && (IsWordLetter(text[_position]) || IsInnerApostrophe(_position) || IsInnerDigit(start)))
        {
            _position++;
        }

        var word = text.AsSpan(start, _position - start);
        var traits = char.IsUpper(word[0]) ? TokenTraits.Capitalised : TokenTraits.None;
        Span<char> spelled = stackalloc char[Vocabulary.LongestWord];
        var (id, tags) = (0, WordTags.None);
        if (word.Length <= Vocabulary.LongestWord)
        {
            (var length, var ending) = WordSpelling.Normalise(word, spelled);
            (id, tags) = vocabulary.Find(spelled[..length]);
            traits |= ending;
        }

        Add(new Token(start, word.Length, id, 0, tags, TokenKind.Word, traits));
    }

    private void ReadNumber()
    {
        var start = _position;
        while (_position < text.Length && (char.IsDigit(text[_position]) || IsInnerDecimal(_position)))
        {
            _position++;
        }

        Add(new Token(start, _position - start, WholePart(start), 0, WordTags.None, TokenKind.Number, TokenTraits.None));
    }

    private void ReadMark(char letter)
    {
        var start = _position++;
        if (letter is '\n')
        {
            _sentenceEnded |= !ContinuesLine(start);
        }
        else if (letter is '.' or '!' or '?' or '…' or '。' or '？')
        {
            Add(new Token(start, 1, 0, 0, WordTags.None, TokenKind.Mark, TokenTraits.None));
            _sentenceEnded |= letter is not '.' || !FollowsAbbreviation(start);
        }
        else if (letter is '-' && start > 0 && char.IsLetterOrDigit(text[start - 1]))
        {
            // "mother-in-law" and "6-year-old" read like their spaced forms.
        }
        else if (letter is ',' or ';' or ':' or '(' or ')' or '/' or '-' or '–' or '—' or '"' or '”' or '“')
        {
            Add(new Token(start, 1, 0, 0, WordTags.None, TokenKind.Mark, TokenTraits.None));
        }
    }

    private void Add(Token token)
    {
        if (_sentenceEnded && token.Kind is not TokenKind.Mark)
        {
            _sentence++;
            _sentenceEnded = false;
            _sentenceEmpty = true;
        }

        var opens = _sentenceEmpty && token.Kind is not TokenKind.Mark;
        _sentenceEmpty &= !opens;
        tokens.Append(token with { Sentence = _sentence, Traits = token.Traits | (opens ? TokenTraits.OpensSentence : 0) });
    }

    private readonly int WholePart(int start)
    {
        var value = 0;
        for (var at = start; at < _position && text[at] is not '.' && (text[at] is not ',' || GroupsThousands(at)) && value < 100_000; at++)
        {
            value = char.IsDigit(text[at]) ? (value * 10) + (int)char.GetNumericValue(text[at]) : value;
        }

        return value;
    }

    /// <summary>"1,200 steps" and "38,5 de fiebre".</summary>
    private readonly bool GroupsThousands(int comma)
    {
        var at = comma + 1;
        while (at < text.Length && char.IsDigit(text[at]))
        {
            at++;
        }

        return at - comma is 4;
    }

    private static bool IsWordLetter(char letter) =>
        char.IsLetter(letter) || char.GetUnicodeCategory(letter) is System.Globalization.UnicodeCategory.NonSpacingMark;

    private readonly bool IsInnerApostrophe(int at) =>
        text[at] is '\'' or '’' or '`' && at + 1 < text.Length && char.IsLetter(text[at + 1]);

    /// <summary>"A1c" and "B12" are words: one letter, then digits and letters.</summary>
    private readonly bool IsInnerDigit(int start) =>
        _position > start && char.IsDigit(text[_position]) && (_position == start + 1 || char.IsDigit(text[_position - 1]) && _position - start < 4);

    private readonly bool IsInnerDecimal(int at) =>
        text[at] is '.' or ',' && at + 1 < text.Length && char.IsDigit(text[at + 1]);

    /// <summary>Hard-wrapped mail breaks lines inside sentences; the next line then goes on in lower case.</summary>
    private readonly bool ContinuesLine(int at) =>
        at + 1 < text.Length && char.IsLower(text[at + 1]) && at > 0 && text[at - 1] is not ('.' or '!' or '?' or '\n');

    private readonly bool FollowsAbbreviation(int dot)
    {
        var last = tokens.Count < 2 ? default : tokens.Tokens[^2];
        return last.Kind is TokenKind.Word && last.End == dot && last.Length <= 6
            && Abbreviations.Contains($" {text.Substring(last.Start, last.Length)} ", StringComparison.OrdinalIgnoreCase);
    }
}
