namespace Sandbox.Ehr.Faults;

/// <summary>Which FHIR requests a fault hits.</summary>
internal enum FaultTarget
{
    All,
    Reads,
    Creates,
}
