using Gateway.Storage;

namespace Gateway.Requests;

/// <summary>That a message answers what its patient was asked for.</summary>
/// <param name="Stage">What is written with the message.</param>
/// <param name="IsLate">It came when it was overdue.</param>
internal sealed record AnsweredOccurrence(Action<Changes> Stage, bool IsLate);
