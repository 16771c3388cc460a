namespace Gateway.Connections;

/// <summary>By which contract an EHR takes messages.</summary>
internal enum EhrKind
{
    /// <summary>FHIR R4 as it is written.</summary>
    Generic = 0,

    /// <summary>Create, read and search and nothing else, with numbers for what is wrong.</summary>
    Epic = 1,

    /// <summary>A narrow create, and another door for what patients write.</summary>
    Oracle = 2,

    /// <summary>HL7 v2 documents (MDM) over MLLP; its FHIR API is for looking people up.</summary>
    Hl7v2 = 3,
}
