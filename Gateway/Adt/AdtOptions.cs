using System.ComponentModel.DataAnnotations;
using System.Net;
using Gateway.Connections;
using Microsoft.Extensions.Options;

namespace Gateway.Adt;

/// <summary>Where the gateway listens for what changes about patients (HL7 v2 ADT over MLLP), and to whom.</summary>
internal sealed class AdtOptions : IValidatableObject
{
    public const string Section = "Adt";

    /// <summary>An address and a port, as <c>127.0.0.1:2576</c>; nothing listens without it.</summary>
    public string? Listen { get; set; }

    /// <summary>From which addresses or networks connections are taken, as <c>10.1.2.0/24</c>; this machine alone, if none are said.</summary>
    public IList<string> Peers { get; set; } = [];

    /// <summary>A PEM file with the certificate and key that the gateway shows: with it every connection is TLS.</summary>
    public string? CertificateFile { get; set; }

    /// <summary>A PEM file with the certificates that clients must come under; without it TLS asks for none.</summary>
    public string? TrustFile { get; set; }

    /// <summary>Whether it may listen in the clear beyond this machine: for a line that is protected otherwise.</summary>
    public bool AllowUnencrypted { get; set; }

    /// <summary>MSH-11 that is taken: what is meant for tests changes nothing here.</summary>
    [RegularExpression("[PTD]", ErrorMessage = "Adt:Processing must be P, T or D.")]
    public string Processing { get; set; } = "P";

    /// <summary>The assigning authorities of PID-3, and the systems that the EHR's FHIR API has for them.</summary>
    public IList<Hl7v2Authority> Authorities { get; set; } = [];

    /// <summary>Connections at once; who comes beyond is hung up on.</summary>
    [Range(1, 256)]
    public int MostConnections { get; set; } = 8;

    /// <summary>The largest message, in bytes.</summary>
    [Range(1024, 16 * 1024 * 1024)]
    public int LargestMessage { get; set; } = 256 * 1024;

    /// <summary>How long a message that has begun may take to arrive, its answer to be taken, and a client to prove who it is.</summary>
    [Range(1, 600)]
    public int TimeoutSeconds { get; set; } = 30;

    internal IPEndPoint? Address => IPEndPoint.TryParse(Listen ?? string.Empty, out var address) ? address : null;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        AdtRules.Check(this).Select(complaint => new ValidationResult(complaint.Complaint, [complaint.Setting]));
}

/// <summary>Checks the options at start.</summary>
[OptionsValidator]
internal sealed partial class AdtOptionsValidator : IValidateOptions<AdtOptions>;
