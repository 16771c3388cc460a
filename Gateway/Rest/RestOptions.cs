using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Gateway.Rest;

/// <summary>How clients see this server, and how much it takes from them.</summary>
internal sealed class RestOptions
{
    public const string Section = "Gateway";

    /// <summary>The FHIR base as clients see it, behind whatever proxy; <c>Location</c> and links are made with it.</summary>
    [Required]
    public Uri? PublicBase { get; set; }

    /// <summary>Largest body taken, in bytes.</summary>
    [Range(1024, 1024 * 1024 * 1024)]
    public int MaxBodyBytes { get; set; } = 5 * 1024 * 1024;
}

/// <summary>Checks the options at start.</summary>
[OptionsValidator]
internal sealed partial class RestOptionsValidator : IValidateOptions<RestOptions>;
