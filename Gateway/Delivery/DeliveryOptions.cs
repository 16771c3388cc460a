using System.ComponentModel.DataAnnotations;
using System.Net;
using StackExchange.Redis;

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

    /// <summary>
    /// How long an EHR may be at a create that the gateway waits for no longer. A message that was sent without a seen end, and is not there, is sent
    /// again only after that: else it is there twice.
    /// </summary>
    [Range(0, 3600)]
    public int SettleSeconds { get; set; } = 30;

    /// <summary>How often due messages are looked for whose wake-up was lost; what such a loss costs at most.</summary>
    [Range(0.05, 3600)]
    public double SweepIntervalSeconds { get; set; } = 1;

    /// <summary>Messages of one chart that are read at once.</summary>
    [Range(1, 1000)]
    public int BatchSize { get; set; } = 16;

    /// <summary>Charts that this process sends for at the same time; the EHR should not meet a flood after an outage.</summary>
    [Range(1, 1000)]
    public int ConcurrentSends { get; set; } = 32;

    /// <summary>Messages a second that this process sends at most, each with up to three calls; none by default.</summary>
    [Range(0.001, 1000)]
    public double? PerSecond { get; set; }

    /// <summary>How several gateways share the charts.</summary>
    public CourierClustering Clustering { get; set; }

    /// <summary>Where the gateways of a cluster find each other, in StackExchange.Redis's words: <c>host:6379,password=…</c>.</summary>
    public string? Redis { get; set; }

    /// <summary>Gateways with one name on one Redis belong together.</summary>
    [Required]
    public string ClusterId { get; set; } = "gateway";

    /// <summary>This machine's address as the other gateways reach its silo.</summary>
    public string SiloAddress { get; set; } = "127.0.0.1";

    /// <summary>The silo's port; 0 takes a free one, and in Kubernetes 11111.</summary>
    [Range(0, 65_535)]
    public int SiloPort { get; set; }

    /// <summary>Messages are accepted and kept, but none leaves: for maintenance of the EHR and for measurements.</summary>
    public bool Paused { get; set; }

    /// <summary>One at a time where each waits for its turn: a lease must not run meanwhile.</summary>
    internal int Batch => PerSecond is null ? BatchSize : 1;

    internal TimeSpan Lease => TimeSpan.FromSeconds(LeaseSeconds);

    internal TimeSpan Settle => TimeSpan.FromSeconds(SettleSeconds);

    /// <summary>How long a chart waits for a place of this process; in a cluster another may have one, as does one that has only just joined.</summary>
    internal TimeSpan PlacePatience => Clustering == CourierClustering.Localhost ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(1);

    /// <summary>The settings of <see cref="Redis"/>; null if they are none.</summary>
    internal ConfigurationOptions? RedisConnection
    {
        get
        {
            try
            {
                return ConfigurationOptions.Parse(Redis ?? "") is { EndPoints.Count: > 0 } connection ? connection : null;
            }
            catch (ArgumentException)
            {
                return null;
            }
        }
    }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (MaxDelaySeconds < FirstDelaySeconds)
        {
            yield return new ValidationResult(
                $"{Section}:{nameof(MaxDelaySeconds)} must not be below {nameof(FirstDelaySeconds)}.", [nameof(MaxDelaySeconds)]);
        }

        if (Clustering != CourierClustering.Localhost && RedisConnection is null)
        {
            yield return new ValidationResult(
                $"{Section}:{nameof(Redis)} must name a Redis, as in redis.internal:6379, when {nameof(Clustering)} is {Clustering}.", [nameof(Redis)]);
        }

        if (!IPAddress.TryParse(SiloAddress, out var address) || address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))
        {
            yield return new ValidationResult(
                $"{Section}:{nameof(SiloAddress)} must be the address of this machine that the other gateways reach, as in 10.0.0.7.", [nameof(SiloAddress)]);
        }
    }
}
