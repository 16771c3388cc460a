using Gateway.Rest;
using Gateway.Text;

namespace Gateway.Inbox.States;

/// <summary>The languages in which people are told of their messages.</summary>
internal static class StateLanguage
{
    public const string English = "en";
    public const string Spanish = "es";

    /// <summary>The language that was asked for, or that the request prefers; English for any other.</summary>
    public static string Of(string? asked, HttpRequest request) =>
        asked ?? LanguageChoice.Of(PreferredLanguages.Of(request), [English, Spanish]) ?? English;

    public static bool IsKnown(string language) => language is English or Spanish;
}
