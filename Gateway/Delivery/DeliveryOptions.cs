using System.ComponentModel.DataAnnotations;

namespace Gateway.Delivery;

/// <summary>How patiently and how much at once the gateway delivers.</summary>
internal sealed class DeliveryOptions : IValidatableObject
{
    public const string Section = "Delivery";

    /// <summary>Sends begun before a message is given up; with the default delays that is about three days.</summary>
    [Range(1, 100_000)]
    public int MaxAttempts { get; set; } = 300;

    /// <summary>Wait after the first failure; it doubles from there.</summary>
    [Range(0.01, 3600)]
    public double FirstDelaySeconds { get; set; } = 2;

    /// <summary>The longest wait between two attempts.</summary>
    [Range(0.01, 86_400)]
    public double MaxDelaySeconds { get; set; } = 900;

    /// <summary>The share of a wait that chance may take off, so that charts do not come back all at once.</summary>
    [Range(0, 1)]
    public double Jitter { get; set; } = 0.25;

    /// <summary>How long a claimed message belongs to the courier that claimed it; longer than any send can take.</summary>
    [Range(1, 3600)]
    public int LeaseSeconds { get; set; } = 35;

    /// <summary>How often due messages are looked for whose wake-up was lost; what such a loss costs at most.</summary>
    [Range(0.05, 3600)]
    public double SweepIntervalSeconds { get; set; } = 1;

    /// <summary>Messages of one chart that are read at once.</summary>
    [Range(1, 1000)]
    public int BatchSize { get; set; } = 16;

    /// <summary>Charts that this process sends for at the same time; the EHR should not meet a flood after an outage.</summary>
    [Range(1, 1000)]
    public int ConcurrentSends { get; set; } = 32;

    /// <summary>The silo's loopback port; 0 takes a free one.</summary>
    [Range(0, 65_535)]
    public int SiloPort { get; set; }

    /// <summary>Messages are accepted and kept, but none leaves: for maintenance of the EHR and for measurements.</summary>
    public bool Paused { get; set; }

    internal TimeSpan Lease => TimeSpan.FromSeconds(LeaseSeconds);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (MaxDelaySeconds < FirstDelaySeconds)
        {
            yield return new ValidationResult(
                $"{Section}:{nameof(MaxDelaySeconds)} must not be below {nameof(FirstDelaySeconds)}.", [nameof(MaxDelaySeconds)]);
        }
    }
}
