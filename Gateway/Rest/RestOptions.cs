using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Gateway.Rest;

/// <summary>How clients see this server, and how much it takes from them.</summary>
internal sealed class RestOptions : IValidatableObject
{
    public const string Section = "Gateway";

    /// <summary>The FHIR base as clients see it, behind whatever proxy; <c>Location</c> and links are made with it.</summary>
    [Required]
    public Uri? PublicBase { get; set; }

    /// <summary>Largest body taken, in bytes.</summary>
    [Range(1024, 1024 * 1024 * 1024)]
    public int MaxBodyBytes { get; set; } = 5 * 1024 * 1024;

    /// <summary>Proxies, as addresses or networks, whose X-Forwarded-For and X-Forwarded-Proto are believed.</summary>
    public IList<string> TrustedProxies { get; set; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (PublicBase is { } address && (!address.IsAbsoluteUri || !address.Scheme.StartsWith("http", StringComparison.Ordinal)))
        {
            yield return new ValidationResult($"{Section}:{nameof(PublicBase)} must be an absolute http or https address.", [nameof(PublicBase)]);
        }

        foreach (var proxy in TrustedProxies.Where(proxy => !Rest.TrustedProxies.TryParse(proxy, out _)))
        {
            yield return new ValidationResult($"{Section}:{nameof(TrustedProxies)}: '{proxy}' is no address and no network (address/length).", [nameof(TrustedProxies)]);
        }
    }
}

/// <summary>Checks the options at start.</summary>
[OptionsValidator]
internal sealed partial class RestOptionsValidator : IValidateOptions<RestOptions>;
