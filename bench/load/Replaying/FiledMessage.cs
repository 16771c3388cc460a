namespace Load.Replaying;

/// <summary>A gateway message as the EHR has it.</summary>
/// <param name="Id">The gateway's message id, the business identifier in the EHR.</param>
/// <param name="Chart">The patient in whose chart it is.</param>
/// <param name="Sequence">The order in which the EHR filed it, if it tells.</param>
/// <param name="At">When it did, if it tells.</param>
internal sealed record FiledMessage(string Id, string Chart, long? Sequence, DateTimeOffset? At = null);
