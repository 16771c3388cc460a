using Microsoft.Extensions.Options;

namespace Gateway.Delivery;

/// <summary>Stops the start with every reason when delivery is misconfigured.</summary>
[OptionsValidator]
internal sealed partial class DeliveryOptionsValidator : IValidateOptions<DeliveryOptions>;
