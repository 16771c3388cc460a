namespace Load.Reporting;

/// <summary>What the server spent while it was measured.</summary>
internal sealed record ServerUsage(TimeSpan Cpu, long PeakRss, long MeanRss);
