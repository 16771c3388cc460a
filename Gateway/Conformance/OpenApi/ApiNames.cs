namespace Gateway.Conformance.OpenApi;

/// <summary>The API documents, one for each audience.</summary>
internal static class ApiNames
{
    /// <summary>For developers of apps and interfaces.</summary>
    public const string Fhir = "fhir";

    /// <summary>For whoever runs the gateway.</summary>
    public const string Operations = "operations";

    /// <summary>Where the FHIR API is mapped, without the first slash.</summary>
    public const string FhirPath = "fhir";
}
