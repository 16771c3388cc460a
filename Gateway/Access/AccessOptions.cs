using System.ComponentModel.DataAnnotations;
using Gateway.Access.Issuers;
using Microsoft.Extensions.Options;

namespace Gateway.Access;

/// <summary>Whose tokens are taken, and for what audience.</summary>
internal sealed class AccessOptions : IValidatableObject
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

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var twice in Issuers.GroupBy(issuer => issuer.Issuer, StringComparer.Ordinal).Where(issuers => issuers.Count() > 1))
        {
            yield return new ValidationResult($"{Section}:{nameof(Issuers)} names {twice.Key} more than once.", [nameof(Issuers)]);
        }

        // A token that says nothing does not say whose it is either.
        if (Issuers.Count(issuer => issuer.Kind == IssuerKind.Opaque) > 1)
        {
            yield return new ValidationResult($"{Section}:{nameof(Issuers)} may have one issuer of opaque tokens.", [nameof(Issuers)]);
        }
    }
}

/// <summary>Checks the options at start, so that a wrong setting is told before the first message.</summary>
[OptionsValidator]
internal sealed partial class AccessOptionsValidator : IValidateOptions<AccessOptions>;
