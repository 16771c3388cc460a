using System.ComponentModel.DataAnnotations;
using Gateway.Connections;
using Microsoft.Extensions.Options;

namespace Gateway.Access.Issuers;

/// <summary>What kind of tokens an issuer gives, and so how they are checked.</summary>
internal enum IssuerKind
{
    /// <summary>JWTs, checked with the keys of its discovery document.</summary>
    Jwt,

    /// <summary>JWTs of one Entra ID tenant, whose roles and scopes are mapped.</summary>
    EntraId,

    /// <summary>Tokens that say nothing by themselves: the issuer is asked about each (RFC 7662).</summary>
    Opaque,
}

/// <summary>One token issuer.</summary>
internal sealed class IssuerOptions : IValidatableObject
{
    public IssuerKind Kind { get; set; }

    /// <summary>The exact <c>iss</c> of its tokens; for Entra ID <c>https://login.microsoftonline.com/{tenant id}/v2.0</c>.</summary>
    [Required]
    public string Issuer { get; set; } = string.Empty;

    /// <summary>What its tokens' <c>aud</c> must hold, where that is not <c>Access:Audience</c>; for Entra ID the client id of the gateway's registration.</summary>
    public string? Audience { get; set; }

    /// <summary>Its discovery document; derived from the issuer when absent.</summary>
    public string? MetadataAddress { get; set; }

    /// <summary>False only for an issuer on this machine.</summary>
    public bool RequireHttpsMetadata { get; set; } = true;

    /// <summary>Entra ID: the claim that holds the person's FHIR resource.</summary>
    [Required]
    public string FhirUserClaim { get; set; } = "fhirUser";

    /// <summary>Entra ID: what its roles and scopes give; what is not listed gives nothing.</summary>
    [ValidateEnumeratedItems]
    public IList<GrantOptions> Grants { get; set; } = [];

    /// <summary>Opaque tokens: whom to ask about them.</summary>
    [ValidateObjectMembers]
    public IntrospectionOptions? Introspection { get; set; }

    /// <summary>The tenant in an Entra ID issuer's address; null if it is none.</summary>
    internal string? Tenant =>
        Uri.TryCreate(Issuer, UriKind.Absolute, out var address)
        && address.AbsolutePath.Split('/') is ["", var tenant, "v2.0"]
        && Guid.TryParseExact(tenant, "D", out _)
            ? tenant
            : null;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!EndpointAddress.IsHttp(Issuer))
        {
            yield return new ValidationResult($"{nameof(Issuer)} must be an absolute http or https address, as in the tokens' iss.", [nameof(Issuer)]);
        }

        if (Kind == IssuerKind.EntraId && Tenant is null)
        {
            yield return new ValidationResult($"{nameof(Issuer)} of Entra ID must be https://(host)/(tenant id)/v2.0; v1 tokens are not taken.", [nameof(Issuer)]);
        }

        if (Kind == IssuerKind.EntraId && string.IsNullOrEmpty(Audience))
        {
            yield return new ValidationResult($"{nameof(Audience)} is needed for Entra ID: the client id of the gateway's registration.", [nameof(Audience)]);
        }

        if (Kind != IssuerKind.EntraId && Grants.Count > 0)
        {
            yield return new ValidationResult($"{nameof(Grants)} are for Entra ID alone; other issuers say in scopes what a token allows.", [nameof(Grants)]);
        }

        if ((Kind == IssuerKind.Opaque) != (Introspection is not null))
        {
            yield return new ValidationResult($"{nameof(Introspection)} is needed for opaque tokens, and for no others.", [nameof(Introspection)]);
        }
    }
}
