using System.Diagnostics.Metrics;

namespace Gateway.Storage;

/// <summary>Counts what the store writes: how many units share a commit is what decides its rate.</summary>
internal sealed class StorageMetrics
{
    public const string MeterName = "Gateway.Storage";

    public const string CommitCounter = "gateway.storage.commits";

    public const string UnitCounter = "gateway.storage.units";

    private readonly Counter<long> commits;
    private readonly Counter<long> units;

    public StorageMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        commits = meter.CreateCounter<long>(CommitCounter, "{commit}", "Transactions written by the commit queue.");
        units = meter.CreateCounter<long>(UnitCounter, "{unit}", "Units of work written by the commit queue.");
    }

    public void Written(int sharing)
    {
        commits.Add(1);
        units.Add(sharing);
    }
}
