namespace Load.Comparing;

/// <summary>How much is posted in each round, and how many rounds each contender has.</summary>
internal sealed record ThroughputPlan(int Messages, int WarmUp, int Rounds, int Concurrency, int Charts);
