using Gateway.Writes;

namespace Gateway.Bundles;

/// <summary>What an entry turned out to be.</summary>
internal abstract record EntryReading
{
    private EntryReading()
    {
    }

    public sealed record Understood(BundleEntry Entry) : EntryReading;

    /// <summary>No request that could be carried out, whatever is stored.</summary>
    public sealed record Faulty(WriteOutcome.Refused Outcome) : EntryReading;
}
