namespace Gateway.Delivery;

/// <summary>Files one message in one kind of EHR, or takes it back. The seam of the product: one implementation per EHR contract.</summary>
internal interface IEhrConnector
{
    /// <summary>Files the message; what the EHR said comes back as a <see cref="SendResult"/>, never as an exception.</summary>
    Task<SendResult> SendAsync(OutboundMessage message, CancellationToken cancellationToken);

    /// <summary>Has the EHR mark what was filed as entered in error, or tells somebody there to; to do so again changes nothing more.</summary>
    Task<SendResult> RetractAsync(OutboundRetraction retraction, CancellationToken cancellationToken);
}
