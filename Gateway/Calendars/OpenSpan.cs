using NodaTime;

namespace Gateway.Calendars;

/// <summary>A span of time in which somebody is there, its end not included.</summary>
internal readonly record struct OpenSpan(Instant Start, Instant End);
