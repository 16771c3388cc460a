using Gateway.Resources;

namespace Gateway.Tests.Resources;

public sealed class NarrativeEntitiesTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a&nbsp;b", "a\u00A0b")]
    [InlineData("&eacute;&copy;", "é©")]
    [InlineData("&amp;&lt;&gt;&quot;&apos;&#38;&#x26;", "&amp;&lt;&gt;&quot;&apos;&#38;&#x26;")]
    [InlineData("&amp;nbsp;", "&amp;nbsp;")]
    [InlineData("&unknown; & &", "&unknown; & &")]
    [InlineData("&", "&")]
    [InlineData("&;", "&;")]
    [InlineData("x &hearts;", "x ♥")]
    public void Only_what_xml_does_not_know_is_replaced(string markup, string expected) => Assert.Equal(expected, NarrativeEntities.AsCharacters(markup));
}
