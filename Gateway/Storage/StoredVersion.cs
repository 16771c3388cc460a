using System.Linq.Expressions;

namespace Gateway.Storage;

/// <summary>One version of a resource, current or earlier, as it is read.</summary>
internal sealed class StoredVersion : IGuarded
{
    public static readonly Expression<Func<StoredResource, StoredVersion>> OfCurrent = resource => new StoredVersion
    {
        Sequence = resource.Sequence,
        ResourceType = resource.ResourceType,
        ResourceId = resource.ResourceId,
        Version = resource.Version,
        LastUpdated = resource.LastUpdated,
        IsDeleted = resource.IsDeleted,
        Chart = resource.Chart,
        Sender = resource.Sender,
        Quarantined = resource.Quarantined,
        Content = resource.Content,
    };

    public static readonly Expression<Func<SupersededVersion, StoredVersion>> OfSuperseded = version => new StoredVersion
    {
        Sequence = version.Sequence,
        ResourceType = version.ResourceType,
        ResourceId = version.ResourceId,
        Version = version.Version,
        LastUpdated = version.LastUpdated,
        IsDeleted = version.IsDeleted,
        Chart = version.Chart,
        Sender = version.Sender,
        Quarantined = version.Quarantined,
        Content = version.Content,
    };

    private static readonly Func<StoredResource, StoredVersion> FromCurrent = OfCurrent.Compile();

    public required long Sequence { get; init; }

    public required string ResourceType { get; init; }

    public required string ResourceId { get; init; }

    public required int Version { get; init; }

    public required DateTimeOffset LastUpdated { get; init; }

    public required bool IsDeleted { get; init; }

    public required string? Chart { get; init; }

    public required string? Sender { get; init; }

    public required bool Quarantined { get; init; }

    public required byte[] Content { get; init; }

    public static StoredVersion Of(StoredResource resource) => FromCurrent(resource);
}
