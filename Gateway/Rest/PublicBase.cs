using System.Globalization;

namespace Gateway.Rest;

/// <summary>The FHIR base as clients see it: <c>Location</c> and links never show an inner host.</summary>
internal sealed class PublicBase(Uri address)
{
    private readonly string address = address.ToString().TrimEnd('/');

    /// <summary>The base with a trailing slash, as absolute references begin.</summary>
    public string Prefix => $"{address}/";

    public string VersionOf(ResourceVersion version) =>
        string.Create(CultureInfo.InvariantCulture, $"{address}/{version.Key}/_history/{version.Version}");

    public override string ToString() => address;
}
