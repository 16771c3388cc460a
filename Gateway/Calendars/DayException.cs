using System.Collections.Immutable;
using NodaTime;

namespace Gateway.Calendars;

/// <summary>What is otherwise on one date; it outranks holidays and the week.</summary>
/// <param name="Date">The date.</param>
/// <param name="Open">When one is open then; closed if empty.</param>
internal sealed record DayException(LocalDate Date, ImmutableArray<OpeningHours> Open);
