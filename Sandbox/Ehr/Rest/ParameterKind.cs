namespace Sandbox.Ehr.Rest;

/// <summary>How a search parameter compares; the names are FHIR's.</summary>
internal enum ParameterKind
{
    Token,
    Reference,
    String,
    Date,
}
