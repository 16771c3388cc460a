using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Gateway.Charts;

/// <summary>How long what the EHR said about a chart is believed.</summary>
internal sealed class ChartsOptions
{
    public const string Section = "Charts";

    /// <summary>Seconds for which patients and proxies are kept. A revoked proxy is honoured for at most this long.</summary>
    [Range(0, 3600)]
    public int CacheSeconds { get; set; } = 60;
}

/// <summary>Checks the options at start.</summary>
[OptionsValidator]
internal sealed partial class ChartsOptionsValidator : IValidateOptions<ChartsOptions>;
