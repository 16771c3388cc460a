using SmartApp.Launch;

namespace SmartApp.Texts;

/// <summary>
/// The language that somebody chose, for the pages outside of her launch: when she is signed out, when it has ended, and when she comes again. It says nothing else, and
/// goes when the browser is closed.
/// </summary>
internal static class LanguageCookie
{
    private const string Name = "language";

    public static string? Read(HttpContext? context) =>
        context?.Request.Cookies[Name] is { } chosen && Words.Languages.Contains(chosen) ? chosen : null;

    public static void Set(HttpContext context, string language) => context.Response.Cookies.Append(Name, language, LaunchCookie.At("/"));
}
