using NodaTime;

namespace Gateway.Monitoring;

/// <summary>One answer that is asked for: when, and until when.</summary>
/// <param name="Number">Which it is, from 1.</param>
/// <param name="Due">When its patient is asked.</param>
/// <param name="DueBy">From then on it is overdue.</param>
/// <param name="RemindBy">When its patient is reminded again.</param>
/// <param name="Passes">From then on nothing is taken as its answer any more.</param>
internal readonly record struct Occurrence(int Number, Instant Due, Instant DueBy, Instant RemindBy, Instant Passes);
