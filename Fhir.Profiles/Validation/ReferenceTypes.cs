using Hl7.Fhir.Model;

namespace Fhir.Profiles.Validation;

/// <summary>Tells the type of resource a reference leads to.</summary>
internal static class ReferenceTypes
{
    /// <summary>The type; null if the reference does not tell it.</summary>
    public static string? Of(ResourceReference reference, PocoNode root) => reference.Reference switch
    {
        null or "" => reference.Type,
        "#" => root.Poco.TypeName,
        ['#', .. var fragment] => (root.Poco as DomainResource)?.Contained.FirstOrDefault(inner => inner.Id == fragment)?.TypeName,
        var literal => OfAddress(literal) ?? reference.Type,
    };

    private static string? OfAddress(string address)
    {
        var history = address.IndexOf("/_history/", StringComparison.Ordinal);
        var parts = (history < 0 ? address : address[..history]).Split('/');
        return parts is [.., var type, { Length: > 0 }] && ModelInfo.IsKnownResource(type) ? type : null;
    }
}
