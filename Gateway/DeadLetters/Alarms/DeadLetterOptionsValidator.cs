using Microsoft.Extensions.Options;

namespace Gateway.DeadLetters.Alarms;

/// <summary>Stops the start with every reason when the alarms are misconfigured.</summary>
[OptionsValidator]
internal sealed partial class DeadLetterOptionsValidator : IValidateOptions<DeadLetterOptions>;
