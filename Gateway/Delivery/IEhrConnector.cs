namespace Gateway.Delivery;

/// <summary>Files one message in one kind of EHR. The seam of the product: one implementation per EHR contract.</summary>
internal interface IEhrConnector
{
    /// <summary>Files the message; what the EHR said comes back as a <see cref="SendResult"/>, never as an exception.</summary>
    Task<SendResult> SendAsync(OutboundMessage message, CancellationToken cancellationToken);
}
