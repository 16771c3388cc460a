using System.Text.RegularExpressions;
using Gateway.Tests.Support;
using SmartApp.Texts;

namespace Gateway.Tests.AddOn;

/// <summary>What pages say is there in each language, and nothing is there that no page says.</summary>
public sealed partial class WordsTests
{
    [Fact]
    public void Each_sentence_is_there_in_both_languages_with_the_same_places_to_fill()
    {
        var (english, spanish) = (Words.Of("en"), Words.Of("es"));

        Assert.Equal(english.Keys.Order(StringComparer.Ordinal), spanish.Keys.Order(StringComparer.Ordinal));
        Assert.All(english, sentence => Assert.Equal(PlacesIn(sentence.Value), PlacesIn(spanish[sentence.Key])));
    }

    [Fact]
    public void Each_sentence_that_a_page_names_is_there()
    {
        var named = Sources().SelectMany(text => Named().Matches(text)).Select(match => match.Groups[1].Value).Distinct();

        Assert.Equal([], named.Except(Words.Of("en").Keys));
    }

    private static IEnumerable<string> Sources() =>
        Directory.EnumerateFiles(Repository.PathOf("SmartApp"), "*.*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".razor", StringComparison.Ordinal) || file.EndsWith(".cs", StringComparison.Ordinal))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
            .Select(File.ReadAllText);

    private static string PlacesIn(string sentence) => string.Join(' ', Places().Matches(sentence).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal));

    [GeneratedRegex("""[Ww]ords\["([a-z0-9.-]+)"[,\]]""")]
    private static partial Regex Named();

    [GeneratedRegex("""\{\d\}""")]
    private static partial Regex Places();
}
