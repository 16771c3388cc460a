namespace Sandbox;

/// <summary>By whose contract the simulated EHR takes messages.</summary>
internal enum EhrFlavour
{
    /// <summary>FHIR R4 as it is written.</summary>
    Generic,

    /// <summary>In the manner of Epic: create, read and search, within a patient, and no other element than the contract has.</summary>
    Epic,

    /// <summary>In the manner of Oracle Health: a narrow create, and a door of its own for what patients write.</summary>
    Oracle,

    /// <summary>HL7 v2 documents over MLLP; over FHIR it only lets people be looked up, and what it has be read.</summary>
    Hl7v2,
}
