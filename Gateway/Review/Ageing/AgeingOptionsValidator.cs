using Microsoft.Extensions.Options;

namespace Gateway.Review.Ageing;

/// <summary>Stops the start with every reason when the alarms are misconfigured.</summary>
[OptionsValidator]
internal sealed partial class AgeingOptionsValidator : IValidateOptions<AgeingOptions>;
