using System.Collections.Immutable;
using Gateway.Measures;

namespace Month;

/// <summary>What became of a month.</summary>
/// <param name="Ends">How many messages ended how.</param>
/// <param name="Measures">The measures of all of it.</param>
/// <param name="Tally">What the simulation counted itself.</param>
/// <param name="Faults">What should not be: a message that is neither answered nor alarmed about, or counts that do not add up.</param>
internal sealed record MonthResult(ImmutableSortedDictionary<string, int> Ends, MeasuresReport Measures, Tally Tally, ImmutableArray<string> Faults);
