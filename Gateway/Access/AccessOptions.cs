using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Gateway.Access;

/// <summary>Whose tokens are taken, and for what audience.</summary>
internal sealed class AccessOptions
{
    public const string Section = "Access";

    /// <summary>What a token's <c>aud</c> must hold: the gateway's FHIR base as clients know it.</summary>
    [Required]
    public string Audience { get; set; } = string.Empty;

    /// <summary>The issuers whose tokens are taken.</summary>
    [Required]
    [MinLength(1)]
    [ValidateEnumeratedItems]
    public IList<IssuerOptions> Issuers { get; set; } = [];
}

/// <summary>One token issuer.</summary>
internal sealed class IssuerOptions
{
    /// <summary>The exact <c>iss</c> of its tokens.</summary>
    [Required]
    public string Issuer { get; set; } = string.Empty;

    /// <summary>Its discovery document; derived from the issuer when absent.</summary>
    public string? MetadataAddress { get; set; }

    /// <summary>False only for an issuer on this machine.</summary>
    public bool RequireHttpsMetadata { get; set; } = true;
}

/// <summary>Checks the options at start, so that a wrong setting is told before the first message.</summary>
[OptionsValidator]
internal sealed partial class AccessOptionsValidator : IValidateOptions<AccessOptions>;
