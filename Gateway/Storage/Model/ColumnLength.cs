using Gateway.References;

namespace Gateway.Storage.Model;

/// <summary>How long the stored ids and codes may be; bounded, so that SQL Server can index them.</summary>
internal static class ColumnLength
{
    public const int Id = FhirId.MaxLength;

    public const int Code = 32;

    /// <summary><c>Type/id</c>.</summary>
    public const int Reference = Code + 1 + Id;

    /// <summary>What resources are found by; longer values are cut to it, and end in a digest of the whole.</summary>
    public const int Searched = 200;

    /// <summary>What other parties name: client ids, idempotency keys, the EHR's ids, faults.</summary>
    public const int ForeignName = 200;

    /// <summary>A person as <c>Type/id</c>, with the client that acted for that person.</summary>
    public const int Person = Reference + 1 + ForeignName;
}
