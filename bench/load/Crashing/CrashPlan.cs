namespace Load.Crashing;

/// <summary>How much is posted, how often the gateway is killed, and how long the EHR may take to have everything.</summary>
internal sealed record CrashPlan(int Messages, int Charts, int Kills, int Seed, TimeSpan Patience);
