using System.ComponentModel.DataAnnotations;
using Azure.Security.KeyVault.Secrets;
using Gateway.Mllp;
using Microsoft.Extensions.Options;

namespace Gateway.Connections;

/// <summary>Where the EHR is and how the gateway signs in to it (SMART Backend Services).</summary>
internal sealed class EhrOptions : IValidatableObject
{
    public const string Section = "Ehr";

    /// <summary>Names the connection in the outbox, in metrics and in logs.</summary>
    [Required]
    [RegularExpression("[a-z0-9-]{1,32}", ErrorMessage = "Ehr:Name must be 1 to 32 of a-z, 0-9 and '-'.")]
    public string Name { get; set; } = "ehr";

    /// <summary>The EHR's FHIR R4 base.</summary>
    [Required]
    public Uri? FhirBase { get; set; }

    /// <summary>A PEM file with the certificates that are trusted, instead of the system's: for an EHR, and its token endpoint, under an authority of their own.</summary>
    public string? TrustFile { get; set; }

    /// <summary>By which contract it takes messages.</summary>
    public EhrKind Connector { get; set; }

    /// <summary>For an Oracle-style EHR alone.</summary>
    public OracleOptions? Oracle { get; set; }

    /// <summary>For an EHR that takes HL7 v2 alone.</summary>
    public Hl7v2Options? Hl7v2 { get; set; }

    /// <summary>Reading what clinicians write there.</summary>
    [ValidateObjectMembers]
    public ReplyOptions Replies { get; set; } = new();

    /// <summary>The EHR's token endpoint; discovered from <c>.well-known/smart-configuration</c> when absent.</summary>
    public Uri? TokenEndpoint { get; set; }

    /// <summary>The client id that the EHR knows the gateway by.</summary>
    [Required]
    public string ClientId { get; set; } = "gateway";

    /// <summary>A file with the gateway's private key as a JSON Web Key (RS384 or ES384); without it requests carry no token.</summary>
    public string? KeyFile { get; set; }

    /// <summary>That key itself, for an environment variable that a secret store fills.</summary>
    public string? Key { get; set; }

    /// <summary>Where Azure Key Vault keeps that key as a secret: <c>https://name.vault.azure.net/secrets/ehr-key</c>.</summary>
    public Uri? KeyVaultSecret { get; set; }

    /// <summary>Scopes asked for.</summary>
    [Required]
    public string Scope { get; set; } = "system/*.rs system/Communication.crs";

    /// <summary>Longest time one call to the EHR may take, quick retries and sign-in included, in seconds.</summary>
    [Range(1, 120)]
    public int TimeoutSeconds { get; set; } = 10;

    /// <summary>Whether the gateway signs in.</summary>
    internal bool HasKey => KeyFile is not null || Key is not null || KeyVaultSecret is not null;

    /// <summary>The parts of <see cref="KeyVaultSecret"/>; null if it is no address of a secret.</summary>
    internal KeyVaultSecretIdentifier? VaultSecret =>
        KeyVaultSecret is { IsAbsoluteUri: true, Scheme: "https" } address && KeyVaultSecretIdentifier.TryCreate(address, out var secret) ? secret : null;

    /// <summary>The FHIR base with one trailing slash, so that relative URLs append to it.</summary>
    internal Uri BaseAddress => new(FhirBase!.AbsoluteUri.TrimEnd('/') + "/");

    /// <summary>Whether what clinicians write there is read: only the generic contract can be asked what has changed.</summary>
    internal bool ReadsReplies => Replies.Enabled ?? Connector == EhrKind.Generic;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (name, address) in new[] { (nameof(FhirBase), FhirBase), (nameof(TokenEndpoint), TokenEndpoint) })
        {
            if (address is not null && Complaint(address) is { } complaint)
            {
                yield return new ValidationResult($"{Section}:{name} {complaint}", [name]);
            }
        }

        if (TrustFile is not null && MllpCertificates.Complaint(TrustFile, asOwn: false) is { } untrusted)
        {
            yield return new ValidationResult($"{Section}:{nameof(TrustFile)} {untrusted}", [nameof(TrustFile)]);
        }

        foreach (var (setting, complaint) in ConnectorRules.Check(this))
        {
            yield return new ValidationResult(complaint, [setting]);
        }

        if (new[] { KeyFile, Key, KeyVaultSecret?.OriginalString }.Count(key => key is not null) > 1)
        {
            yield return new ValidationResult(
                $"{Section}:{nameof(KeyFile)}, {nameof(Key)} and {nameof(KeyVaultSecret)}: set one of them.", [nameof(KeyFile)]);
        }

        if (Key is not null && SigningKey.ComplaintOf(Key) is { } fault)
        {
            yield return new ValidationResult($"{Section}:{nameof(Key)} {fault}", [nameof(Key)]);
        }

        if (KeyVaultSecret is not null && VaultSecret is null)
        {
            yield return new ValidationResult(
                $"{Section}:{nameof(KeyVaultSecret)} must be the address of a secret, as in https://name.vault.azure.net/secrets/ehr-key.", [nameof(KeyVaultSecret)]);
        }

        if (KeyFile is not null && SigningKey.Complaint(KeyFile) is { } flaw)
        {
            yield return new ValidationResult($"{Section}:{nameof(KeyFile)} {flaw}", [nameof(KeyFile)]);
        }
    }

    private string? Complaint(Uri address)
    {
        if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp))
        {
            return "must be an absolute http or https address.";
        }

        // SMART asks for TLS; a token over plain http is tolerated on this machine alone.
        var inTheClear = HasKey && address.Scheme == Uri.UriSchemeHttp && !address.IsLoopback;
        return inTheClear ? "must be https: a bearer token would travel in the clear." : null;
    }
}
