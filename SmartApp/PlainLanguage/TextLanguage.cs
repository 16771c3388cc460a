using System.Collections.Frozen;

namespace SmartApp.PlainLanguage;

/// <summary>Tells English from Spanish by the small words that stand in every sentence. Pure.</summary>
internal static class TextLanguage
{
    public const string English = "en";
    public const string Spanish = "es";

    private static readonly FrozenSet<string> _english = "the and is are you your to of in for with this that it have not will can be on at please we".Split(' ').ToFrozenSet();

    private static readonly FrozenSet<string> _spanish =
        "el la los las y es son usted su sus de en para con este esta que lo tiene no puede por un una se del al favor si más está".Split(' ').ToFrozenSet();

    /// <summary>The language of the text, or the other one where nothing tells.</summary>
    public static string Of(string text, string otherwise)
    {
        var (english, spanish) = (0, 0);
        foreach (var word in text.ToLowerInvariant().Split([' ', '\n', '\r', '\t', '.', ',', ';', ':', '!', '?', '¿', '¡', '(', ')'], StringSplitOptions.RemoveEmptyEntries))
        {
            english += _english.Contains(word) ? 1 : 0;
            spanish += _spanish.Contains(word) ? 1 : 0;
        }

        return english == spanish ? otherwise : english > spanish ? English : Spanish;
    }
}
