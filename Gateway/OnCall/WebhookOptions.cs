using System.ComponentModel.DataAnnotations;

namespace Gateway.OnCall;

/// <summary>A system that is told of every step.</summary>
internal sealed class WebhookOptions
{
    /// <summary>Its name in metrics and in the store: do not rename it while alerts are open.</summary>
    [Required]
    [RegularExpression("^[a-z0-9-]{1,24}$")]
    public string Name { get; set; } = string.Empty;

    [Required]
    public Uri? Url { get; set; }

    /// <summary>What requests are signed with; it belongs into the environment or a secret store.</summary>
    [Required]
    [MinLength(24)]
    public string Secret { get; set; } = string.Empty;
}
