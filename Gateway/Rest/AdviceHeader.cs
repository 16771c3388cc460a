using Gateway.Resources;

namespace Gateway.Rest;

/// <summary>The header by which an app learns, whatever body it asked for, that it must interrupt the sender now.</summary>
internal static class AdviceHeader
{
    public const string Name = "X-Advice";

    /// <summary>Sets the header if advice is among what is said; true if it is. It names no kind: headers end up in logs.</summary>
    public static bool Put(HttpResponse response, IEnumerable<Issue> said)
    {
        if (!said.Any(issue => issue.Advice is not null))
        {
            return false;
        }

        response.Headers[Name] = "call-now";
        return true;
    }
}
