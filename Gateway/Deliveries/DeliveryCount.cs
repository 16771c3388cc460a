namespace Gateway.Deliveries;

/// <summary>How many messages of one connection, of one fault, stand where.</summary>
/// <param name="Connection">Where they go to.</param>
/// <param name="Fault">Why they did not arrive the last time; none if they were not tried.</param>
/// <param name="Waiting">Not tried yet.</param>
/// <param name="InHand">Being sent.</param>
/// <param name="Retrying">Tried again.</param>
/// <param name="Behind">Behind another of their chart.</param>
/// <param name="Oldest">The first of all these that was accepted.</param>
internal sealed record DeliveryCount(string Connection, string? Fault, int Waiting, int InHand, int Retrying, int Behind, PendingDelivery Oldest);
