using Microsoft.Extensions.Primitives;

namespace Gateway.Rest;

/// <summary>The <c>Prefer</c> header's <c>return</c> (R4 http.html, create): how much of the result the client wants back.</summary>
internal static class Preference
{
    internal enum Return
    {
        Representation,
        Minimal,
        OperationOutcome,
    }

    public static Return Of(StringValues prefer)
    {
        foreach (var line in prefer)
        {
            foreach (var wish in (line ?? string.Empty).Split([',', ';'], StringSplitOptions.TrimEntries))
            {
                switch (wish.ToUpperInvariant())
                {
                    case "RETURN=MINIMAL":
                        return Return.Minimal;
                    case "RETURN=OPERATIONOUTCOME":
                        return Return.OperationOutcome;
                }
            }
        }

        return Return.Representation;
    }
}
