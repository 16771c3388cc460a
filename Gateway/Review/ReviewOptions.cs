using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Gateway.Review;

/// <summary>The retention rule of what is sealed.</summary>
internal sealed class ReviewOptions
{
    public const string Section = "Review";

    /// <summary>How long sealed content is kept before it is destroyed.</summary>
    [Range(1, 36_500)]
    public int SealedDays { get; set; } = 3650;

    /// <summary>How often it is looked whether something's retention has ended.</summary>
    [Range(0.01, 10_080)]
    public double SweepMinutes { get; set; } = 60;

    internal TimeSpan Retention => TimeSpan.FromDays(SealedDays);
}

/// <summary>Checks the options at start.</summary>
[OptionsValidator]
internal sealed partial class ReviewOptionsValidator : IValidateOptions<ReviewOptions>;
