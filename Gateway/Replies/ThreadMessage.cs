using Gateway.References;

namespace Gateway.Replies;

/// <summary>A message of the gateway that a message of the EHR refers to.</summary>
/// <param name="Id">Our id of it.</param>
/// <param name="EhrId">The EHR's.</param>
/// <param name="Chart">The chart it is in, or was addressed to.</param>
internal sealed record ThreadMessage(MessageId Id, string? EhrId, PatientId? Chart);
