using Gateway.Resources;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Gateway.Rest;

/// <summary>Which format answers a request: <c>_format</c> if it is given, else the <c>Accept</c> header with its q values (RFC 9110, 12.5.1).</summary>
internal static class Negotiation
{
    /// <summary>The format that <c>_format</c> names; null if it names none of ours.</summary>
    public static FhirFormat? FormatNamed(string format)
    {
        // A plus that was not escaped arrives as a space.
        var name = format.Trim().Replace(' ', '+');
        return name.ToUpperInvariant() switch
        {
            "JSON" => FhirFormat.Json,
            "XML" => FhirFormat.Xml,
            _ => FhirContent.FormatOf(name),
        };
    }

    /// <summary>The format that is accepted most; null if neither is. Between equals, <paramref name="preferred"/>.</summary>
    public static FhirFormat? FormatAccepted(StringValues accept, FhirFormat preferred)
    {
        switch (accept.Count == 1 ? accept[0] : string.Empty)
        {
            case FhirContent.Json or "application/json":
                return FhirFormat.Json;
            case "*/*" or "" when accept.Count <= 1:
                return preferred;
        }

        if (!MediaTypeHeaderValue.TryParseList(accept, out var ranges))
        {
            return null;
        }

        var json = WeightOf(FhirFormat.Json, ranges);
        var xml = WeightOf(FhirFormat.Xml, ranges);
        return (json.Quality, xml.Quality) switch
        {
            (0, 0) => null,
            var (j, x) when j > x => FhirFormat.Json,
            var (j, x) when j < x => FhirFormat.Xml,
            _ when json.Position == xml.Position => preferred,
            _ => json.Position < xml.Position ? FhirFormat.Json : FhirFormat.Xml,
        };
    }

    // The most specific range that covers the format decides how much it is wanted.
    private static Weight WeightOf(FhirFormat format, IList<MediaTypeHeaderValue> ranges)
    {
        var best = new Weight(0, 0, 0);
        for (var position = 0; position < ranges.Count; position++)
        {
            var range = ranges[position];
            var weight = new Weight(SpecificityOf(range, format), range.Quality ?? 1, position);
            var isBetter = weight.Specificity > best.Specificity || (weight.Specificity == best.Specificity && weight.Quality > best.Quality);
            if (weight.Specificity > 0 && isBetter)
            {
                best = weight;
            }
        }

        return best;
    }

    private static int SpecificityOf(MediaTypeHeaderValue range, FhirFormat format)
    {
        if (!FhirContent.IsVersion4(range))
        {
            return 0;
        }

        if (range.MatchesAllTypes)
        {
            return 1;
        }

        if (range.MatchesAllSubTypes)
        {
            return range.Type.Equals("application", StringComparison.OrdinalIgnoreCase) ? 2 : 0;
        }

        return FhirContent.FormatNamed(range.MediaType) == format ? 3 : 0;
    }

    private readonly record struct Weight(int Specificity, double Quality, int Position);
}
