namespace Gateway.Access.Issuers;

/// <summary>The token in a request's Authorization header; nowhere else is one looked for.</summary>
internal static class BearerToken
{
    private const string Scheme = "Bearer ";

    /// <summary>The token; empty if the request has none, or more than one header that could hold it.</summary>
    public static ReadOnlySpan<char> Of(HttpRequest request) =>
        request.Headers.Authorization is [{ } header] && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? header.AsSpan(Scheme.Length).Trim(' ')
            : default;
}
