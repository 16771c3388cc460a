using Gateway.Text;

namespace Gateway.Tests.Text;

public sealed class TokenizerTests
{
    private static readonly Vocabulary Words = new Vocabulary.Builder().Build();

    [Theory]
    [InlineData("my mother-in-law", "my|mother|in|law")]
    [InlineData("a 6-year-old, 3yo", "a|6|year|old|,|3|yo")]
    [InlineData("38.5 and 1,200", "38.5|and|1,200")]
    [InlineData("Johnny’s fever?", "Johnny’s|fever|?")]
    [InlineData("", "")]
    public void Tokens_are_words_numbers_and_marks(string text, string expected)
    {
        using var tokens = Tokenizer.Read(text, Words);
        Assert.Equal(expected, string.Join('|', tokens.Tokens.ToArray().Select(token => text.Substring(token.Start, token.Length))));
    }

    [Theory]
    [InlineData("One. Two! Three?", 3)]
    [InlineData("I saw Dr. Lee today.", 1)]
    [InlineData("It was 38.5 today", 1)]
    [InlineData("a line that\ngoes on here", 1)]
    [InlineData("Hello\nMy ear hurts", 2)]
    public void Sentences_end_where_a_reader_would_end_them(string text, int expected)
    {
        using var tokens = Tokenizer.Read(text, Words);
        Assert.Equal(expected, tokens.Tokens[^1].Sentence + 1);
    }

    [Theory]
    [InlineData("38.9", 38)]
    [InlineData("38,9", 38)]
    [InlineData("1,200", 1200)]
    [InlineData("1,200.50", 1200)]
    [InlineData("0,25", 0)]
    public void A_number_is_its_whole_part_with_a_decimal_comma_too(string number, int expected)
    {
        using var tokens = Tokenizer.Read(number, Words);
        Assert.Equal(expected, tokens.Tokens[0].Word);
    }

    [Fact]
    public void An_unknown_word_with_a_medical_ending_has_its_class()
    {
        using var tokens = Tokenizer.Read("pericarditis", Words);
        Assert.True(tokens.Tokens[0].Is(WordTags.Disease));
    }

    [Theory]
    [InlineData("I'm", TokenTraits.Contracted)]
    [InlineData("son's", TokenTraits.Genitive)]
    [InlineData("don't", TokenTraits.None)]
    internal void Endings_are_told_apart(string word, TokenTraits expected)
    {
        using var tokens = Tokenizer.Read(word, Words);
        Assert.Equal(expected, tokens.Tokens[0].Traits & (TokenTraits.Contracted | TokenTraits.Genitive));
    }
}
