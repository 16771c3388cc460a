namespace Gateway.Rest;

/// <summary>The HTTP methods of FHIR's interactions.</summary>
internal static class FhirMethods
{
    /// <summary>GET reads; HEAD reads the headers alone.</summary>
    public static readonly string[] Read = [HttpMethods.Get, HttpMethods.Head];
}
