using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Gateway.Measures;

/// <summary>How finely measures are told, and how often they are taken for whoever watches.</summary>
internal sealed class MeasuresOptions
{
    public const string Section = "Measures";

    /// <summary>A group of fewer decisions than this is told together with others: a single message must not show.</summary>
    [Range(1, 1000)]
    public int SmallestGroup { get; set; } = 5;

    /// <summary>The metrics tell of the hours before now.</summary>
    [Range(1, 24 * 31)]
    public int WindowHours { get; set; } = 24;

    /// <summary>How often the metrics are measured anew.</summary>
    [Range(1, 86_400)]
    public double RefreshSeconds { get; set; } = 60;
}

/// <summary>Stops the start with every reason when measuring is misconfigured.</summary>
[OptionsValidator]
internal sealed partial class MeasuresOptionsValidator : IValidateOptions<MeasuresOptions>;
