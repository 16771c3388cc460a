using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Gateway.OnCall;

/// <summary>By what those on call are told. Whom, when and how often is policy.</summary>
internal sealed class OnCallOptions
{
    public const string Section = "OnCall";

    /// <summary>How often it is looked what is due.</summary>
    [Range(0.05, 60)]
    public double SweepSeconds { get; set; } = 1;

    /// <summary>How long a send may take before another gateway may repeat it.</summary>
    [Range(1, 600)]
    public double LeaseSeconds { get; set; } = 30;

    /// <summary>The longest a single send may take; below the lease.</summary>
    [Range(0.1, 300)]
    public double TimeoutSeconds { get; set; } = 10;

    /// <summary>The wait after a first failure; it doubles from there.</summary>
    [Range(0.05, 60)]
    public double FirstRetrySeconds { get; set; } = 2;

    [Range(0.05, 3600)]
    public double MaxRetrySeconds { get; set; } = 60;

    /// <summary>Systems that are told, each of every step: a pager, a text message service.</summary>
    [ValidateEnumeratedItems]
    public List<WebhookOptions> Webhooks { get; set; } = [];

    /// <summary>The mail server; no mail is sent without one.</summary>
    [ValidateObjectMembers]
    public MailOptions? Mail { get; set; }
}
