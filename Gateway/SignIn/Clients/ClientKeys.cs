using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Gateway.SignIn.Clients;

/// <summary>Finds the key that a client signs with: among those it registered, or at the address where it publishes them.</summary>
internal sealed class ClientKeys(IHttpClientFactory clients, TimeProvider clock, ILogger<ClientKeys> logger)
{
    /// <summary>Names the HTTP client that fetches key sets.</summary>
    public const string HttpClientName = "client-keys";

    // Those who come within the same second share a fetch: a stranger who names a client must not make us ask its server at will.
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestKept = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<Uri, Source> sources = new();

    public async ValueTask<ClientKey?> FindAsync(Client client, string kind, string id, CancellationToken cancellationToken)
    {
        if (client.KeysAt is not { } address)
        {
            return client.Keys?.Find(kind, id);
        }

        var source = sources.GetOrAdd(address, _ => new Source());
        await source.Turn.WaitAsync(cancellationToken);
        try
        {
            var now = clock.GetUtcNow();
            if (source.Last is not { } last || (now >= last.At + Moment && (now >= last.Until || last.Keys.Find(kind, id) is null)))
            {
                source.Last = last = await FetchAsync(client.Id, address, now);
            }

            return last.Keys.Find(kind, id);
        }
        finally
        {
            source.Turn.Release();
        }
    }

    // Not the caller's token: who waits behind it is served by the same answer.
    private async Task<Fetched> FetchAsync(string client, Uri address, DateTimeOffset now)
    {
        try
        {
            using var http = clients.CreateClient(HttpClientName);
            using var answer = await http.GetAsync(address, CancellationToken.None);
            answer.EnsureSuccessStatusCode();
            using var document = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(CancellationToken.None));
            return new Fetched(KeySetReader.Published(document.RootElement), now, now + LifetimeOf(answer.Headers.CacheControl));
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException or JsonException)
        {
            logger.KeysNotRead(client, fault.GetType().Name);
            return new Fetched(new KeySet([]), now, now);
        }
    }

    // SMART 2.2: as long as Cache-Control says, and without it not at all.
    private static TimeSpan LifetimeOf(CacheControlHeaderValue? header) => header switch
    {
        { NoStore: false, NoCache: false, MaxAge: { } age } => age < LongestKept ? age : LongestKept,
        _ => TimeSpan.Zero,
    };

    private sealed class Source
    {
        public SemaphoreSlim Turn { get; } = new(1, 1);

        public Fetched? Last { get; set; }
    }

    private sealed record Fetched(KeySet Keys, DateTimeOffset At, DateTimeOffset Until);
}
