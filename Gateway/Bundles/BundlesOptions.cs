using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Gateway.Bundles;

/// <summary>How much one batch or transaction may ask for.</summary>
internal sealed class BundlesOptions
{
    public const string Section = "Bundles";

    /// <summary>Most entries taken in one bundle.</summary>
    [Range(1, 10_000)]
    public int MaxEntries { get; set; } = 200;
}

/// <summary>Checks the options at start.</summary>
[OptionsValidator]
internal sealed partial class BundlesOptionsValidator : IValidateOptions<BundlesOptions>;
