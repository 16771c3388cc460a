using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Gateway.Inbox;

/// <summary>How the inboxes are watched. What is promised stands in the policy.</summary>
internal sealed class InboxOptions
{
    public const string Section = "Inbox";

    /// <summary>How often the inboxes are looked through for what has waited too long.</summary>
    [Range(0.05, 3600)]
    public double SweepSeconds { get; set; } = 30;
}

/// <summary>Stops the start with every reason when the inboxes are misconfigured.</summary>
[OptionsValidator]
internal sealed partial class InboxOptionsValidator : IValidateOptions<InboxOptions>;
