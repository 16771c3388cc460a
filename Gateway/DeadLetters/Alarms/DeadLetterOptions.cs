using System.ComponentModel.DataAnnotations;

namespace Gateway.DeadLetters.Alarms;

/// <summary>How long, and how many, dead letters may wait before somebody is alarmed.</summary>
internal sealed class DeadLetterOptions
{
    public const string Section = "DeadLetters";

    private const double Week = 7 * 24 * 60;

    /// <summary>What may be an emergency.</summary>
    [Range(0, Week)]
    public double EmergencyMinutes { get; set; }

    /// <summary>What must not wait for tomorrow.</summary>
    [Range(0, Week)]
    public double SameDayMinutes { get; set; } = 15;

    /// <summary>Everything else.</summary>
    [Range(0, Week)]
    public double RoutineMinutes { get; set; } = 120;

    /// <summary>When so many wait, none waits any longer for its alarm: something is broken.</summary>
    [Range(1, 1_000_000)]
    public int Many { get; set; } = 20;

    /// <summary>How often they are looked through.</summary>
    [Range(0.05, 3600)]
    public double SweepSeconds { get; set; } = 30;
}
