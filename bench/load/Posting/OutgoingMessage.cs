namespace Load.Posting;

/// <summary>A message ready to be sent: its bytes are made before the clock starts.</summary>
/// <param name="Key">The client's own key of the message; the Idempotency-Key when asked for.</param>
/// <param name="Chart">The patient it is about and from.</param>
/// <param name="Label">What its outcome is counted under.</param>
/// <param name="Body">The Communication as UTF-8 FHIR JSON.</param>
internal sealed record OutgoingMessage(string Key, string Chart, string? Label, byte[] Body);
