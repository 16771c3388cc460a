using System.ComponentModel.DataAnnotations;
using Gateway.Connections;

namespace Gateway.Access.Issuers;

/// <summary>Where an issuer is asked about its opaque tokens, and how the gateway proves there who it is.</summary>
internal sealed class IntrospectionOptions : IValidatableObject
{
    [Required]
    public Uri? Endpoint { get; set; }

    /// <summary>The client id that the issuer knows the gateway by.</summary>
    [Required]
    public string ClientId { get; set; } = string.Empty;

    /// <summary>A shared secret; better is <see cref="KeyFile"/>.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>A file with the gateway's private JSON Web Key, for private_key_jwt.</summary>
    public string? KeyFile { get; set; }

    /// <summary>Longest time one question may take.</summary>
    [Range(1, 30)]
    public int TimeoutSeconds { get; set; } = 5;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Endpoint is not null && !EndpointAddress.IsSafe(Endpoint))
        {
            yield return new ValidationResult($"{nameof(Endpoint)} must be https: tokens would travel in the clear.", [nameof(Endpoint)]);
        }

        if (string.IsNullOrEmpty(ClientSecret) == string.IsNullOrEmpty(KeyFile))
        {
            yield return new ValidationResult($"Introspection needs one of {nameof(KeyFile)} and {nameof(ClientSecret)}.", [nameof(KeyFile)]);
        }

        if (!string.IsNullOrEmpty(KeyFile) && SigningKey.Complaint(KeyFile) is { } flaw)
        {
            yield return new ValidationResult($"{nameof(KeyFile)} {flaw}", [nameof(KeyFile)]);
        }
    }
}
