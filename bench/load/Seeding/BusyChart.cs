namespace Load.Seeding;

/// <summary>A chart with far more messages than others: one of every <paramref name="Every"/>, however many there are in all.</summary>
internal sealed record BusyChart(string Id, int Every);
