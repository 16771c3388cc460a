using Gateway.Search.Indexing;

namespace Gateway.Measures;

/// <summary>A message that was to be answered, as far as it is measured: neither whose nor by whom.</summary>
/// <param name="Pool">The pool that has it, or had it last.</param>
/// <param name="Course">When it came, was opened, was answered, and what was promised.</param>
internal sealed record WorkFacts(string Pool, WorkCourse Course);
