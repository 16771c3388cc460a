namespace Gateway.Storage;

/// <summary>An earlier version of a resource, as it was when a later one replaced it.</summary>
internal sealed class SupersededVersion : IGuarded
{
    /// <summary>The resource's own <see cref="StoredResource.Sequence"/>.</summary>
    public required long Sequence { get; init; }

    public required string ResourceType { get; init; }

    public required string ResourceId { get; init; }

    public required int Version { get; init; }

    public required DateTimeOffset LastUpdated { get; init; }

    public bool IsDeleted { get; init; }

    public string? Chart { get; init; }

    public string? Sender { get; init; }

    public bool Quarantined { get; init; }

    public required byte[] Content { get; set; }

    public static SupersededVersion Of(StoredResource replaced) => new()
    {
        Sequence = replaced.Sequence,
        ResourceType = replaced.ResourceType,
        ResourceId = replaced.ResourceId,
        Version = replaced.Version,
        LastUpdated = replaced.LastUpdated,
        IsDeleted = replaced.IsDeleted,
        Chart = replaced.Chart,
        Sender = replaced.Sender,
        Quarantined = replaced.Quarantined,
        Content = replaced.Content,
    };
}
