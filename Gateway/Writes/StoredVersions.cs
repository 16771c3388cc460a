using Gateway.References;
using Gateway.Rest;
using Gateway.Storage;

namespace Gateway.Writes;

/// <summary>Stored rows as what REST answers.</summary>
internal static class StoredVersions
{
    public static ResourceVersion Of(StoredResource stored) =>
        new(new ResourceKey(stored.ResourceType, stored.ResourceId), stored.Version, stored.LastUpdated, stored.Content);

    public static ResourceVersion Of(StoredVersion stored) =>
        new(new ResourceKey(stored.ResourceType, stored.ResourceId), stored.Version, stored.LastUpdated, stored.Content);
}
