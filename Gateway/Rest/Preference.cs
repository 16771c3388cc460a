using Microsoft.Extensions.Primitives;

namespace Gateway.Rest;

/// <summary>
/// The <c>Prefer</c> header (RFC 7240; R4 http.html): how much of the result the client wants back, and how strict it wants its search
/// read. Anything else in it, such as <c>respond-async</c>, is a wish that this server does not fulfil.
/// </summary>
/// <param name="Result">What <c>return</c> says.</param>
/// <param name="Handling">What <c>handling</c> says.</param>
internal readonly record struct Preference(Preference.Return Result, Preference.Reading Handling)
{
    internal enum Return
    {
        Representation,
        Minimal,
        OperationOutcome,
    }

    internal enum Reading
    {
        /// <summary>Unknown search parameters are left out, and out of the <c>self</c> link.</summary>
        Lenient,

        /// <summary>Unknown search parameters are refused.</summary>
        Strict,
    }

    public static Preference Of(HttpRequest request) => Of(request.Headers["Prefer"]);

    /// <summary>Where a wish is given twice the first counts, as RFC 7240 has it.</summary>
    public static Preference Of(StringValues prefer)
    {
        Return? result = null;
        Reading? handling = null;
        foreach (var line in prefer)
        {
            foreach (var wish in (line ?? string.Empty).Split([',', ';'], StringSplitOptions.TrimEntries))
            {
                result ??= ReturnNamed(wish);
                handling ??= HandlingNamed(wish);
            }
        }

        return new Preference(result ?? Return.Representation, handling ?? Reading.Lenient);
    }

    private static Return? ReturnNamed(string wish) => Normal(wish) switch
    {
        "RETURN=MINIMAL" => Return.Minimal,
        "RETURN=REPRESENTATION" => Return.Representation,
        "RETURN=OPERATIONOUTCOME" => Return.OperationOutcome,
        _ => null,
    };

    private static Reading? HandlingNamed(string wish) => Normal(wish) switch
    {
        "HANDLING=STRICT" => Reading.Strict,
        "HANDLING=LENIENT" => Reading.Lenient,
        _ => null,
    };

    private static string Normal(string wish) => wish.Replace("\"", string.Empty, StringComparison.Ordinal).Replace(" ", string.Empty, StringComparison.Ordinal).ToUpperInvariant();
}
