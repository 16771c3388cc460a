using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Gateway.SignIn;

/// <summary>How clients sign in: systems at the gateway itself, apps at the issuer that it points them to.</summary>
internal sealed class SignInOptions : IValidatableObject
{
    public const string Section = "SignIn";

    /// <summary>
    /// PEM files with private keys. The first signs; tokens of all are taken, so that a key can follow another. Without one the
    /// gateway gives no tokens of its own.
    /// </summary>
    public IList<string> KeyFiles { get; set; } = [];

    /// <summary>How long a token lives.</summary>
    [Range(30, 300)]
    public int TokenSeconds { get; set; } = 300;

    /// <summary>The issuer at which apps sign in, as <c>Access:Issuers</c> names it; the first of those when absent.</summary>
    public string? AppIssuer { get; set; }

    /// <summary>What that issuer can do, in SMART's words. Discovery says so to apps.</summary>
    public IList<string>? AppCapabilities { get; set; }

    /// <summary>The scopes that discovery names to apps.</summary>
    public IList<string>? AppScopes { get; set; }

    /// <summary>Origins whose pages may call, beside those of registered clients.</summary>
    public IList<string> AllowedOrigins { get; set; } = [];

    /// <summary>The client that may register the others.</summary>
    public BootstrapOptions? Bootstrap { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (file, i) in KeyFiles.Select((file, i) => (file, i)))
        {
            if (GatewayKeys.ComplaintAbout(file) is { } complaint)
            {
                yield return new ValidationResult($"{Section}:{nameof(KeyFiles)}:{i} {complaint}", [nameof(KeyFiles)]);
            }
        }

        if (AllowedOrigins.FirstOrDefault(origin => !WebOrigin.IsOne(origin)) is not null)
        {
            yield return new ValidationResult($"{Section}:{nameof(AllowedOrigins)} holds what is no origin, such as https://app.example.org.", [nameof(AllowedOrigins)]);
        }

        if (Bootstrap is { } bootstrap && bootstrap.Complaint is { } flaw)
        {
            yield return new ValidationResult($"{Section}:{nameof(Bootstrap)} {flaw}", [nameof(Bootstrap)]);
        }
    }
}

/// <summary>Checks the options at start.</summary>
[OptionsValidator]
internal sealed partial class SignInOptionsValidator : IValidateOptions<SignInOptions>;
