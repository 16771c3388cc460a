using Gateway.Connections;
using Microsoft.Extensions.Options;

namespace Gateway.Delivery;

/// <summary>
/// The longest that one send can take. A lease that ended before its send did would let two couriers file one message,
/// so the start fails when the lease is not longer.
/// </summary>
internal sealed class SendLimit(IOptions<EhrOptions> ehr) : IValidateOptions<DeliveryOptions>
{
    // Read back, create, and read back once more when the EHR's answer named no id. (HL7 v2: the patient, and one message.)
    private const int CallsInOneSend = 3;

    public TimeSpan Longest => TimeSpan.FromSeconds(CallsInOneSend * ehr.Value.TimeoutSeconds);

    /// <summary>Sends at the same time: no more than an EHR has connections for, because a lease must not run while its message waits for one.</summary>
    public int AtOnce(DeliveryOptions options) => Math.Min(options.ConcurrentSends, ehr.Value.Hl7v2?.Connections ?? options.ConcurrentSends);

    public ValidateOptionsResult Validate(string? name, DeliveryOptions options) => options.Lease > Longest
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail(
            $"{DeliveryOptions.Section}:{nameof(DeliveryOptions.LeaseSeconds)} must be above {CallsInOneSend} times " +
            $"{EhrOptions.Section}:{nameof(EhrOptions.TimeoutSeconds)} ({Longest.TotalSeconds} s).");
}
