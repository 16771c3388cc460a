namespace Gateway.Resources;

/// <summary>The two ways FHIR writes a resource down.</summary>
internal enum FhirFormat
{
    Json,
    Xml,
}
