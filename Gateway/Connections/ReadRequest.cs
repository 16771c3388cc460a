namespace Gateway.Connections;

/// <summary>Tells the requests that change nothing in the EHR, and so may be sent again: a search by POST is a read all the same.</summary>
internal static class ReadRequest
{
    private static readonly HttpRequestOptionsKey<bool> _isSearch = new("ehr-search");

    public static HttpRequestMessage MarkSearch(HttpRequestMessage request)
    {
        request.Options.Set(_isSearch, true);
        return request;
    }

    public static bool Is(HttpRequestMessage request) =>
        request.Method == HttpMethod.Get || (request.Options.TryGetValue(_isSearch, out var isSearch) && isSearch);
}
