using System.Collections.Immutable;
using System.Globalization;
using Gateway.Connections;
using Gateway.References;
using Gateway.Resources;
using Gateway.Storage;
using Gateway.Writes;
using Hl7.Fhir.Model;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Requests;

/// <summary>Reads the requests that a message is based on: one that forbids sending, or is not in force, stops it.</summary>
internal sealed class RequestsBehind(IDbContextFactory<GatewayDb> databases, KnownServers servers)
{
    /// <param name="message">The message.</param>
    /// <param name="beside">What the same transaction stores and deletes.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async ValueTask<ImmutableArray<Issue>> ObjectionsAsync(
        Communication message, IReadOnlyDictionary<ResourceKey, Sibling> beside, CancellationToken cancellationToken)
    {
        var issues = ImmutableArray.CreateBuilder<Issue>();
        for (var i = 0; i < message.BasedOn.Count; i++)
        {
            if (ReferenceTarget.Of(message.BasedOn[i], servers.Bases) is ReferenceTarget.Literal { Key: { Type: "CommunicationRequest" } key }
                && await FindAsync(key, beside, cancellationToken) is { } request
                && RequestPolicy.MaySend(request, string.Create(CultureInfo.InvariantCulture, $"Communication.basedOn[{i}]"), RequestPolicy.IsAnswer(message)) is { } objection)
            {
                issues.Add(objection);
            }
        }

        return issues.DrainToImmutable();
    }

    private async ValueTask<CommunicationRequest?> FindAsync(
        ResourceKey key, IReadOnlyDictionary<ResourceKey, Sibling> beside, CancellationToken cancellationToken)
    {
        if (beside.TryGetValue(key, out var sibling))
        {
            return sibling.Resource as CommunicationRequest;
        }

        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var stored = await ResourceQueries.CurrentAsync(db, key, cancellationToken);
        return stored is null or { IsDeleted: true } ? null : FhirJson.ReadStored(stored.Content) as CommunicationRequest;
    }
}
