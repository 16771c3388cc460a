using Gateway.Rest;

namespace Gateway.Inbox.States;

/// <summary>The languages in which people are told of their messages.</summary>
internal static class StateLanguage
{
    public const string English = "en";
    public const string Spanish = "es";

    /// <summary>The language that was asked for, or that the request prefers; English for any other.</summary>
    public static string Of(string? asked, HttpRequest request) =>
        asked ?? PreferredLanguages.Of(request).Select(language => language.Split('-')[0].ToLowerInvariant()).FirstOrDefault(IsKnown) ?? English;

    public static bool IsKnown(string language) => language is English or Spanish;
}
