namespace Gateway.Interactions;

/// <summary>FHIR's interactions with one type (R4 http.html); several as a set.</summary>
[Flags]
internal enum Interaction
{
    None = 0,
    Read = 1,
    Vread = 2,
    HistoryInstance = 4,
    HistoryType = 8,
    SearchType = 16,
    Create = 32,
    Update = 64,
    Patch = 128,
    Delete = 256,

    /// <summary>All that look and do not touch.</summary>
    Look = Read | Vread | HistoryInstance | HistoryType | SearchType,

    /// <summary>All but delete: what is said to somebody is corrected, and not made unsaid.</summary>
    Keep = Look | Create | Update | Patch,

    All = Keep | Delete,
}
