using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Gateway.Attachments;

/// <summary>The scanner that looks for malware in what is attached; none without a host.</summary>
internal sealed class ScanningOptions
{
    public const string Section = "Scanning";

    /// <summary>Where a clamd, or what speaks its protocol, listens.</summary>
    public string? Host { get; set; }

    [Range(1, 65_535)]
    public int Port { get; set; } = 3310;

    /// <summary>Longest time for one file, in seconds; then the message is asked for again.</summary>
    [Range(1, 120)]
    public int TimeoutSeconds { get; set; } = 20;
}

/// <summary>Checks the options at start.</summary>
[OptionsValidator]
internal sealed partial class ScanningOptionsValidator : IValidateOptions<ScanningOptions>;
