using Microsoft.Extensions.Options;

namespace Gateway.Connections;

/// <summary>Stops the start with every reason when the EHR connection is misconfigured.</summary>
[OptionsValidator]
internal sealed partial class EhrOptionsValidator : IValidateOptions<EhrOptions>;
