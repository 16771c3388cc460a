namespace Gateway.Conformance.OpenApi;

/// <summary>What a request to the FHIR API does, told by its method and the form of its path.</summary>
internal enum FhirAction
{
    Capabilities,
    SmartConfiguration,
    Read,
    Vread,
    HistoryInstance,
    HistoryType,
    HistorySystem,
    Search,
    SearchByForm,
    SearchOfPatient,
    SearchOfPatientByForm,
    Create,
    Update,
    UpdateWhere,
    Patch,
    PatchWhere,
    Delete,
    DeleteWhere,
    Bundle,
    Operation,
}
