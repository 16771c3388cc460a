using System.Text.Json;
using Gateway.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Gateway.SignIn.Clients;

/// <summary>
/// All registered clients, kept for a few seconds: that is how long another replica may honour a client that was disabled here.
/// They are read together, so that an unknown client is looked up as fast as a known one.
/// </summary>
internal sealed class ClientRegistry(IDbContextFactory<GatewayDb> databases, IOptions<SignInOptions> options, TimeProvider clock) : IDisposable
{
    public static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(3);

    private readonly SemaphoreSlim reading = new(1, 1);
    private int changes;
    private Kept? kept;

    /// <summary>The clients as they are now, or were a few seconds ago.</summary>
    public async ValueTask<ClientList> CurrentAsync(CancellationToken cancellationToken)
    {
        if (Fresh is { } known)
        {
            return known;
        }

        await reading.WaitAsync(cancellationToken);
        try
        {
            return Fresh ?? await ReadAsync(cancellationToken);
        }
        finally
        {
            reading.Release();
        }
    }

    /// <summary>What is known is outdated: a client was changed here.</summary>
    public void Forget()
    {
        Interlocked.Increment(ref changes);
        Volatile.Write(ref kept, null);
    }

    public void Dispose() => reading.Dispose();

    private ClientList? Fresh => Volatile.Read(ref kept) is { } last && clock.GetElapsedTime(last.At) < KeptFor ? last.Clients : null;

    private async Task<ClientList> ReadAsync(CancellationToken cancellationToken)
    {
        var (before, at) = (Volatile.Read(ref changes), clock.GetTimestamp());
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await db.Clients.AsNoTracking().ToListAsync(cancellationToken);
        var clients = new ClientList([.. rows.Select(Of), .. Bootstrap()], options.Value.AllowedOrigins);
        // A change that came in between may not have been seen.
        if (before == Volatile.Read(ref changes))
        {
            Volatile.Write(ref kept, new Kept(clients, at));
        }

        return clients;
    }

    private IEnumerable<Client> Bootstrap() => options.Value.Bootstrap is { } first && first.ReadKeys() is { } keys
        ? [new Client(first.ClientId, [OperatorRule.Scope], keys, KeysAt: null, Origins: [], Disabled: false)]
        : [];

    private static Client Of(RegisteredClient row) => new(
        row.ClientId,
        row.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        row.Jwks is { } set ? KeysIn(set) : null,
        row.JwksUri is { } address ? new Uri(address) : null,
        row.Origins.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        row.Disabled);

    private static KeySet KeysIn(string set)
    {
        using var document = JsonDocument.Parse(set);
        return KeySetReader.Published(document.RootElement);
    }

    private sealed record Kept(ClientList Clients, long At);
}
