using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Gateway.Observability;

/// <summary>Where metrics go; nowhere unless it is said.</summary>
internal sealed class TelemetryOptions : IValidatableObject
{
    public const string Section = "Telemetry";

    /// <summary>Metrics can be fetched at <c>/metrics</c> with an operator's token.</summary>
    public bool Prometheus { get; set; }

    /// <summary>A collector to send metrics to, by OTLP over gRPC.</summary>
    public Uri? OtlpEndpoint { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (OtlpEndpoint is { } endpoint && !(endpoint.IsAbsoluteUri && (endpoint.Scheme == Uri.UriSchemeHttps || endpoint.Scheme == Uri.UriSchemeHttp)))
        {
            yield return new ValidationResult($"{Section}:{nameof(OtlpEndpoint)} is an http or https address.", [nameof(OtlpEndpoint)]);
        }
    }
}

/// <summary>Stops the start with every reason when the exporters are misconfigured.</summary>
[OptionsValidator]
internal sealed partial class TelemetryOptionsValidator : IValidateOptions<TelemetryOptions>;
