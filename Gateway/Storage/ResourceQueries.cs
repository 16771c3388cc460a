using Gateway.References;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Storage;

/// <summary>What slices ask of the stored resources by name; each is a query of its own, so that a test can compile it for every database.</summary>
internal static class ResourceQueries
{
    public static IQueryable<StoredResource> Current(GatewayDb db, ResourceKey key) =>
        db.Resources.AsNoTracking().Where(resource => resource.ResourceType == key.Type && resource.ResourceId == key.Id);

    public static IQueryable<StoredVersion> Version(GatewayDb db, ResourceKey key, int version) =>
        db.Resources.AsNoTracking()
            .Where(resource => resource.ResourceType == key.Type && resource.ResourceId == key.Id && resource.Version == version)
            .Select(StoredVersion.OfCurrent)
            .Concat(db.History.AsNoTracking()
                .Where(resource => resource.ResourceType == key.Type && resource.ResourceId == key.Id && resource.Version == version)
                .Select(StoredVersion.OfSuperseded));

    public static IQueryable<StoredResource> OfIdempotencyKey(GatewayDb db, string client, string idempotencyKey) =>
        db.Resources.AsNoTracking().Where(resource => resource.Client == client && resource.IdempotencyKey == idempotencyKey);

    /// <summary>The resource as it stands now, deleted or not; null when there never was one.</summary>
    public static Task<StoredResource?> CurrentAsync(GatewayDb db, ResourceKey key, CancellationToken cancellationToken) =>
        Current(db, key).FirstOrDefaultAsync(cancellationToken);

    public static Task<StoredVersion?> VersionAsync(GatewayDb db, ResourceKey key, int version, CancellationToken cancellationToken) =>
        Version(db, key, version).FirstOrDefaultAsync(cancellationToken);

    /// <summary>What an earlier create with this key made; what a repeated one is answered with.</summary>
    public static Task<StoredResource?> OfIdempotencyKeyAsync(
        GatewayDb db, string client, string idempotencyKey, CancellationToken cancellationToken) =>
        OfIdempotencyKey(db, client, idempotencyKey).FirstOrDefaultAsync(cancellationToken);
}
