namespace Gateway.Rest;

/// <summary>
/// Gives every answer the id under which its request is logged (<c>X-Request-Id</c>): the client's, if it is a short token of safe
/// characters, else one of ours.
/// </summary>
internal static class RequestIds
{
    private const string Header = "X-Request-Id";
    private const int Longest = 64;

    public static IApplicationBuilder UseRequestIds(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        if (context.Request.Headers[Header] is [{ } id] && IsSafe(id))
        {
            context.TraceIdentifier = id;
        }

        Echo(context);
        return next(context);
    });

    /// <summary>Sets the header; again where a failure has cleared the answer.</summary>
    public static void Echo(HttpContext context) => context.Response.Headers[Header] = context.TraceIdentifier;

    private static bool IsSafe(string id)
    {
        if (id.Length is 0 or > Longest)
        {
            return false;
        }

        foreach (var character in id)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character is not ('-' or '_' or '.' or ':'))
            {
                return false;
            }
        }

        return true;
    }
}
