using Gateway.Delivery;

namespace Load.Servers;

/// <summary>Files everything at once, nowhere.</summary>
internal sealed class NullConnector : IEhrConnector
{
    public Task<SendResult> SendAsync(OutboundMessage message, CancellationToken cancellationToken) =>
        Task.FromResult<SendResult>(new SendResult.Delivered(message.Id.Value));

    public Task<SendResult> RetractAsync(OutboundRetraction retraction, CancellationToken cancellationToken) =>
        Task.FromResult<SendResult>(new SendResult.Retracted(null));
}
