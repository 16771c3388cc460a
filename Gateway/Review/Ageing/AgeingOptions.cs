using System.ComponentModel.DataAnnotations;

namespace Gateway.Review.Ageing;

/// <summary>How long a held message may wait for a person before somebody is alarmed.</summary>
internal sealed class AgeingOptions
{
    public const string Section = "Review:Ageing";

    private const double Week = 7 * 24 * 60;

    /// <summary>An emergency that is held.</summary>
    [Range(0.01, Week)]
    public double EmergencyMinutes { get; set; } = 5;

    /// <summary>What must not wait for tomorrow.</summary>
    [Range(0.01, Week)]
    public double SameDayMinutes { get; set; } = 60;

    /// <summary>Everything else.</summary>
    [Range(0.01, Week)]
    public double RoutineMinutes { get; set; } = 240;

    /// <summary>How long somebody may have a review without deciding; then others can take it over.</summary>
    [Range(0.01, Week)]
    public double ClaimMinutes { get; set; } = 30;

    /// <summary>How often the queue is looked through.</summary>
    [Range(0.05, 3600)]
    public double SweepSeconds { get; set; } = 30;
}
