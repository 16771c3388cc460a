using Gateway.Access;
using Gateway.Rest;

namespace Gateway.Inbox;

/// <summary>Who asks for work, or about it.</summary>
/// <param name="Caller">As the token says.</param>
/// <param name="Reader">With the charts that are the caller's.</param>
/// <param name="Objection">Why it cannot be told which charts these are; a member of the pool needs none.</param>
internal sealed record Worker(Caller Caller, Reader Reader, Refused? Objection);
