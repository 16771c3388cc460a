namespace Load.Replaying;

/// <summary>What a run promises beyond "exactly once, in its chart, nothing held".</summary>
/// <param name="Ordered">Each chart had one sequential poster, so the EHR's order must be the order of the records.</param>
/// <param name="Exclusive">Nobody else wrote to the EHR, so every message in it must be known.</param>
internal readonly record struct ReplayRules(bool Ordered, bool Exclusive);
