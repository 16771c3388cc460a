namespace SmartApp.Storage;

/// <summary>Something begun and not sent: found by whoever wrote it, in the chart it was written for.</summary>
internal sealed class DraftRow
{
    /// <summary>A digest of who wrote it, in which chart, in answer to what.</summary>
    public required string Key { get; init; }

    /// <summary>The words, protected.</summary>
    public required byte[] Text { get; set; }

    /// <summary>Unix seconds.</summary>
    public long SavedAt { get; set; }
}
