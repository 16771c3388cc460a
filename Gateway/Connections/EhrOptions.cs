using System.ComponentModel.DataAnnotations;

namespace Gateway.Connections;

/// <summary>Where the EHR is and how the gateway signs in to it (SMART Backend Services).</summary>
internal sealed class EhrOptions
{
    public const string Section = "Ehr";

    /// <summary>Names the connection in the outbox, in metrics and in logs.</summary>
    [Required]
    public string Name { get; set; } = "ehr";

    /// <summary>The EHR's FHIR R4 base, without a trailing slash.</summary>
    [Required]
    public Uri? FhirBase { get; set; }

    /// <summary>The EHR's token endpoint; discovered from <c>.well-known/smart-configuration</c> when absent.</summary>
    public Uri? TokenEndpoint { get; set; }

    /// <summary>The client id that the EHR knows the gateway by.</summary>
    [Required]
    public string ClientId { get; set; } = "gateway";

    /// <summary>A file with the gateway's private key as a JSON Web Key (RS384 or ES384); without it requests carry no token.</summary>
    public string? KeyFile { get; set; }

    /// <summary>Scopes asked for.</summary>
    [Required]
    public string Scope { get; set; } = "system/*.rs system/Communication.crs";

    /// <summary>Longest time one HTTP request to the EHR may take, in seconds.</summary>
    [Range(1, 120)]
    public int TimeoutSeconds { get; set; } = 10;
}
