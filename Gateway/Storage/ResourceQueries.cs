using Gateway.References;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Storage;

/// <summary>What slices ask of the stored resources; each is a query of its own, so that a test can compile it for every database.</summary>
internal static class ResourceQueries
{
    public static IQueryable<StoredResource> Current(GatewayDb db, ResourceKey key) =>
        db.Resources.AsNoTracking().Where(resource => resource.ResourceType == key.Type && resource.ResourceId == key.Id && resource.IsCurrent);

    public static IQueryable<StoredResource> Version(GatewayDb db, ResourceKey key, int version) =>
        db.Resources.AsNoTracking().Where(resource => resource.ResourceType == key.Type && resource.ResourceId == key.Id && resource.Version == version);

    public static IQueryable<StoredResource> OfIdempotencyKey(GatewayDb db, string client, string idempotencyKey) =>
        db.Resources.AsNoTracking().Where(resource => resource.Client == client && resource.IdempotencyKey == idempotencyKey);

    /// <summary>The resource as it stands now; null when there is none.</summary>
    public static Task<StoredResource?> CurrentAsync(GatewayDb db, ResourceKey key, CancellationToken cancellationToken) =>
        Current(db, key).FirstOrDefaultAsync(cancellationToken);

    public static Task<StoredResource?> VersionAsync(GatewayDb db, ResourceKey key, int version, CancellationToken cancellationToken) =>
        Version(db, key, version).FirstOrDefaultAsync(cancellationToken);

    /// <summary>What an earlier create with this key made; what a repeated one is answered with.</summary>
    public static Task<StoredResource?> OfIdempotencyKeyAsync(
        GatewayDb db, string client, string idempotencyKey, CancellationToken cancellationToken) =>
        OfIdempotencyKey(db, client, idempotencyKey).FirstOrDefaultAsync(cancellationToken);
}
