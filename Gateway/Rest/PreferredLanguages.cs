using System.Collections.Immutable;

namespace Gateway.Rest;

/// <summary>The languages that a request's <c>Accept-Language</c> asks for, most wanted first.</summary>
internal static class PreferredLanguages
{
    public static ImmutableArray<string> Of(HttpRequest request) =>
    [
        .. request.GetTypedHeaders().AcceptLanguage
            .Where(wanted => wanted.Quality is not 0 && wanted.Value.Value is { } tag && tag != "*")
            .OrderByDescending(wanted => wanted.Quality ?? 1)
            .Select(wanted => wanted.Value.Value!),
    ];
}
