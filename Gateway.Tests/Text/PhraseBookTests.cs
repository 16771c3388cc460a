using Gateway.Text;

namespace Gateway.Tests.Text;

public sealed class PhraseBookTests
{
    [Theory]
    [InlineData("chest .. pain", "chest pain", true)]
    [InlineData("chest .. pain", "chest wall muscle pain", true)]
    [InlineData("chest .. pain", "chest a b c d pain", false)]
    [InlineData("chest .. pain", "chest. pain", false)]
    [InlineData("fever of #102-106", "fever of 103.4", true)]
    [InlineData("fever of #102-106", "fever of 99", false)]
    [InlineData("cleared [up]", "cleared up", true)]
    [InlineData("cleared [up]", "cleared", true)]
    [InlineData("left|right arm", "right arm", true)]
    public void A_pattern_finds_what_it_says(string pattern, string text, bool expected)
    {
        var (words, book) = (new Vocabulary.Builder(), new PhraseBook());
        book.Add(pattern, 7, words);
        using var tokens = Tokenizer.Read(text, words.Build());
        var hits = new List<PhraseHit>();
        book.MatchAt(tokens.Tokens, 0, hits);
        Assert.Equal(expected, hits.Any(hit => hit.Phrase == 7));
    }

    [Fact]
    public void A_number_is_never_taken_for_the_word_whose_id_it_equals()
    {
        var (words, book) = (new Vocabulary.Builder(), new PhraseBook());
        book.Add("son", 7, words);
        using var tokens = Tokenizer.Read($"{words.Add("son")}", words.Build());
        Assert.Null(book.LongestAt(tokens.Tokens, 0));
    }
}
