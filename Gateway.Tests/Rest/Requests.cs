using Microsoft.AspNetCore.Http;

namespace Gateway.Tests.Rest;

/// <summary>Requests as Kestrel hands them over.</summary>
internal static class Requests
{
    public static HttpRequest Get(string query = "", params (string Name, string Value)[] headers)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = HttpMethods.Get;
        context.Request.QueryString = query.Length == 0 ? QueryString.Empty : new QueryString($"?{query}");
        foreach (var (name, value) in headers)
        {
            context.Request.Headers[name] = value;
        }

        return context.Request;
    }
}
