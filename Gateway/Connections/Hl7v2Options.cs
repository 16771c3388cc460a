namespace Gateway.Connections;

/// <summary>What an EHR that takes HL7 v2 documents needs to be told and a message does not say.</summary>
internal sealed class Hl7v2Options
{
    /// <summary>The receiver, as <c>mllp://host:port</c>, or <c>mllps://</c> with TLS.</summary>
    public Uri? Address { get; set; }

    /// <summary>Whether messages may leave this machine in the clear: for a line that is protected otherwise.</summary>
    public bool AllowUnencrypted { get; set; }

    /// <summary>A PEM file with the certificates that are trusted, instead of the system's.</summary>
    public string? TrustFile { get; set; }

    /// <summary>A PEM file with the certificate and the private key that the gateway shows, where the receiver asks for one.</summary>
    public string? CertificateFile { get; set; }

    /// <summary>Connections to the receiver, and so messages under way at once.</summary>
    public int Connections { get; set; } = 1;

    /// <summary>MSH-3 and MSH-4: who the gateway is.</summary>
    public string SendingApplication { get; set; } = "FHIRMESSAGING";

    public string? SendingFacility { get; set; }

    /// <summary>MSH-5 and MSH-6: who the receiver is.</summary>
    public string? ReceivingApplication { get; set; }

    public string? ReceivingFacility { get; set; }

    /// <summary>MSH-11: <c>P</c>, <c>T</c> or <c>D</c>.</summary>
    public string Processing { get; set; } = "P";

    /// <summary>TXA-2, a code of the receiver's table 0270.</summary>
    public string? DocumentType { get; set; }

    /// <summary>Under which authorities the receiver knows patients.</summary>
    public IList<Hl7v2Authority> Authorities { get; set; } = [];

    /// <summary>Persons and pools, as <c>Practitioner/dr-lee</c>, and under which id the receiver knows them.</summary>
    public Dictionary<string, string> Persons { get; set; } = [];

    /// <summary>Error codes (table 0357) after which a message is sent again; with any other it is not.</summary>
    public IList<string> TransientErrors { get; set; } = [];
}

/// <summary>An assigning authority of patients' numbers, and the system that the EHR's FHIR API has for it.</summary>
internal sealed class Hl7v2Authority
{
    /// <summary>The identifier's system in <c>Patient.identifier</c>.</summary>
    public string? System { get; set; }

    /// <summary>The authority's namespace id.</summary>
    public string? Name { get; set; }

    /// <summary>Its universal id, if it has one.</summary>
    public string? UniversalId { get; set; }

    /// <summary>What kind of universal id it is, as in <c>ISO</c>.</summary>
    public string? UniversalIdType { get; set; }

    /// <summary>Which kind of number it gives (table 0203).</summary>
    public string Type { get; set; } = "MR";

    internal bool IsComplete =>
        !string.IsNullOrWhiteSpace(System) && !string.IsNullOrWhiteSpace(Type)
        && (UniversalId is null ? !string.IsNullOrWhiteSpace(Name) : !string.IsNullOrWhiteSpace(UniversalIdType));
}
