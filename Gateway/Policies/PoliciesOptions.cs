using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Gateway.Policies;

/// <summary>Where the policy comes from.</summary>
internal sealed class PoliciesOptions
{
    public const string Section = "Policy";

    /// <summary>A policy file; the one that ships with the product when absent. It is the first version where the store has none.</summary>
    public string? File { get; set; }

    /// <summary>The file is the only policy: the store's versions are not looked at, and none is activated.</summary>
    public bool FileOnly { get; set; }

    /// <summary>How often it is looked whether another replica has put a version in force.</summary>
    [Range(0.1, 60)]
    public double RefreshSeconds { get; set; } = 1;
}

/// <summary>Stops the start with every reason when this is misconfigured.</summary>
[OptionsValidator]
internal sealed partial class PoliciesOptionsValidator : IValidateOptions<PoliciesOptions>;
