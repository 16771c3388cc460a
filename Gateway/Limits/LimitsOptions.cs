using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Gateway.Limits;

/// <summary>How much one caller, one chart, one request and one message may ask of the gateway.</summary>
internal sealed class LimitsOptions
{
    public const string Section = "Limits";

    /// <summary>Requests of one client: an app, with all who use it, or a system.</summary>
    [Required]
    [ValidateObjectMembers]
    public RateOptions PerClient { get; set; } = new() { Burst = 5000, PerSecond = 500 };

    /// <summary>Requests under launches in one chart, whatever the app.</summary>
    [Required]
    [ValidateObjectMembers]
    public RateOptions PerChart { get; set; } = new() { Burst = 600, PerSecond = 20 };

    /// <summary>Longest time a request may take, in seconds; then its queries are cancelled and it is answered 503.</summary>
    [Range(1, 600)]
    public int RequestSeconds { get; set; } = 60;

    /// <summary>Most connections at once; more are closed as they come.</summary>
    [Range(1, 1_000_000)]
    public int MaxConnections { get; set; } = 10_000;

    [Required]
    [ValidateObjectMembers]
    public AttachmentLimits Attachments { get; set; } = new();

    [Required]
    [ValidateObjectMembers]
    public QueryLimits Query { get; set; } = new();
}

/// <summary>So many requests at once, and so many a second from then on.</summary>
internal sealed class RateOptions
{
    [Range(1, 10_000_000)]
    public int Burst { get; set; }

    [Range(1, 1_000_000)]
    public int PerSecond { get; set; }
}

/// <summary>How large what is attached to a message may be, decoded.</summary>
internal sealed class AttachmentLimits
{
    [Range(0, 1000)]
    public int Most { get; set; } = 20;

    [Range(0, 1024 * 1024 * 1024)]
    public int MaxBytes { get; set; } = 3 * 1024 * 1024;

    /// <summary>All of one message together.</summary>
    [Range(0, 1024 * 1024 * 1024)]
    public int MaxBytesInAll { get; set; } = 3584 * 1024;

    /// <summary>Longest time, in seconds, for finding out whom one PDF is about; all PDFs of a message have twice that. Then it counts as unreadable.</summary>
    [Range(1, 60)]
    public int PdfSeconds { get; set; } = 5;
}

/// <summary>What a search may ask for.</summary>
internal sealed class QueryLimits
{
    [Range(1, 1000)]
    public int MaxParameters { get; set; } = 50;

    /// <summary>Alternatives of one parameter, separated by commas.</summary>
    [Range(1, 10_000)]
    public int MaxValues { get; set; } = 200;

    /// <summary>Steps of one chain, forward or reverse.</summary>
    [Range(0, 4)]
    public int MaxChain { get; set; } = 4;

    [Range(0, 100)]
    public int MaxIncludes { get; set; } = 20;
}

/// <summary>Checks the options at start.</summary>
[OptionsValidator]
internal sealed partial class LimitsOptionsValidator : IValidateOptions<LimitsOptions>;
