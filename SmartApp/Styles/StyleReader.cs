using System.Text.Json;
using SmartApp.Ehrs;

namespace SmartApp.Styles;

/// <summary>Fetches the style that an EHR tells apps (<c>smart_style_url</c>), from that EHR alone. Whatever is wrong with it, pages look as ours do.</summary>
internal sealed class StyleReader(HttpClient http)
{
    public const int LargestDocument = 16 * 1024;

    private static readonly IReadOnlyDictionary<string, string> _none = new Dictionary<string, string>();

    /// <param name="ehr">The EHR that launched.</param>
    /// <param name="address">What it told beside the token; null if nothing.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task<IReadOnlyDictionary<string, string>> ReadAsync(EhrOptions ehr, string? address, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var place) || !IsOf(ehr, place))
        {
            return _none;
        }

        try
        {
            var document = await http.GetByteArrayAsync(place, cancellationToken);
            using var told = JsonDocument.Parse(document);
            return told.RootElement.ValueKind == JsonValueKind.Object
                ? StylePolicy.Of(told.RootElement.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.String)
                    .DistinctBy(member => member.Name).ToDictionary(member => member.Name, member => member.Value.GetString()!))
                : _none;
        }
        // A text that is no Unicode is found when it is read, and not when the document is.
        catch (Exception unusable) when (unusable is HttpRequestException or JsonException or InvalidOperationException || (unusable is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return _none;
        }
    }

    /// <summary>The same scheme, host and port as the EHR's FHIR base or issuer, and nobody in the address.</summary>
    private static bool IsOf(EhrOptions ehr, Uri place) => place.UserInfo.Length == 0
        && new[] { ehr.FhirBase, ehr.Issuer }.Any(known => new Uri(known).GetLeftPart(UriPartial.Authority) == place.GetLeftPart(UriPartial.Authority));
}
