using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Gateway.Requests;

/// <summary>How requests with a schedule are watched. When something is due stands in the request.</summary>
internal sealed class RequestOptions
{
    public const string Section = "Requests";

    /// <summary>How often they are looked through for what is due.</summary>
    [Range(0.05, 3600)]
    public double SweepSeconds { get; set; } = 30;
}

/// <summary>Stops the start with every reason when the watching of requests is misconfigured.</summary>
[OptionsValidator]
internal sealed partial class RequestOptionsValidator : IValidateOptions<RequestOptions>;
