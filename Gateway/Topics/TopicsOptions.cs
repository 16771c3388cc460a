using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Gateway.Topics;

/// <summary>What subscribers may ask for, and how patiently they are told.</summary>
internal sealed class TopicsOptions
{
    public const string Section = "Topics";

    /// <summary>How often it is looked for events, and for what is due.</summary>
    [Range(0.05, 3600)]
    public double SweepSeconds { get; set; } = 1;

    /// <summary>How long a send may take before another gateway may repeat it.</summary>
    [Range(1, 600)]
    public double LeaseSeconds { get; set; } = 60;

    /// <summary>The longest a single send may take; below the lease.</summary>
    [Range(1, 300)]
    public double TimeoutSeconds { get; set; } = 20;

    /// <summary>The wait after a first failure; it doubles from there.</summary>
    [Range(0.05, 600)]
    public double FirstRetrySeconds { get; set; } = 5;

    [Range(0.05, 86_400)]
    public double MaxRetrySeconds { get; set; } = 900;

    /// <summary>After how long without a success a subscription is given up.</summary>
    [Range(0.0001, 720)]
    public double GiveUpHours { get; set; } = 24;

    /// <summary>How long events are kept that were sent, or that nobody may be sent any more.</summary>
    [Range(0.0001, 3650)]
    public double KeepDays { get; set; } = 30;

    /// <summary>How long a subscription lives at most before it is asked for anew, with a token that is valid then.</summary>
    [Range(1, 3650)]
    public int MostDays { get; set; } = 90;

    /// <summary>How many subscriptions a client may have, for itself or for one person.</summary>
    [Range(1, 10_000)]
    public int MostPerSubscriber { get; set; } = 20;

    /// <summary>The most events in one notification.</summary>
    [Range(1, 500)]
    public int MostInNotification { get; set; } = 50;

    /// <summary>The most sends at once, of all subscriptions together.</summary>
    [Range(1, 1000)]
    public int MostAtOnce { get; set; } = 64;

    [Range(1, 86_400)]
    public int ShortestHeartbeatSeconds { get; set; } = 10;

    [Range(1, 604_800)]
    public int LongestHeartbeatSeconds { get; set; } = 86_400;

    /// <summary>Hosts of this network that may be notified; all others must be public.</summary>
    public List<string> EndpointHosts { get; set; } = [];
}

/// <summary>Stops the start with every reason when topics are misconfigured.</summary>
[OptionsValidator]
internal sealed partial class TopicsOptionsValidator : IValidateOptions<TopicsOptions>;

/// <summary>Stops the start when a send could outlive its lease.</summary>
internal sealed class LeaseCheck : IValidateOptions<TopicsOptions>
{
    public ValidateOptionsResult Validate(string? name, TopicsOptions options) => options.TimeoutSeconds < options.LeaseSeconds
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail("Topics:TimeoutSeconds must be below Topics:LeaseSeconds.");
}
