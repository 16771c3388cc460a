using Gateway.Connections;
using Microsoft.Extensions.Options;

namespace Gateway.OnCall;

/// <summary>Stops the start with every reason when a channel is misconfigured.</summary>
[OptionsValidator]
internal sealed partial class OnCallOptionsValidator : IValidateOptions<OnCallOptions>;

/// <summary>Stops the start when an alert would leave unencrypted, or a send could outlive its lease.</summary>
internal sealed class ChannelSafety : IValidateOptions<OnCallOptions>
{
    public ValidateOptionsResult Validate(string? name, OnCallOptions options)
    {
        List<string> faults = [];
        faults.AddRange(options.Webhooks
            .Where(webhook => webhook.Url is { } url && !EndpointAddress.IsSafe(url))
            .Select(webhook => $"OnCall:Webhooks: the Url of {webhook.Name} must be https, or on this machine."));
        if (options.Webhooks.Select(webhook => webhook.Name).Distinct().Count() < options.Webhooks.Count)
        {
            faults.Add("OnCall:Webhooks: each has a Name of its own.");
        }

        if (options.Mail is { Encryption: MailEncryption.None } mail && mail.Host is not ("localhost" or "127.0.0.1" or "::1"))
        {
            faults.Add("OnCall:Mail:Encryption may be None for a server on this machine alone.");
        }

        if (options.TimeoutSeconds >= options.LeaseSeconds)
        {
            faults.Add("OnCall:TimeoutSeconds must be below OnCall:LeaseSeconds.");
        }

        return faults.Count > 0 ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }
}
