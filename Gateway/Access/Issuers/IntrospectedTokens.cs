using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Gateway.Access.Issuers;

/// <summary>
/// Remembers for a short while what an issuer said of a token, by the token's digest. Requests that bring the same token at once
/// share one question; a token that was good is asked about again after a minute at the latest, so that its withdrawal counts.
/// </summary>
internal sealed class IntrospectedTokens(TimeProvider clock)
{
    public static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(60);
    public static readonly TimeSpan BadFor = TimeSpan.FromSeconds(3);

    private const int Most = 10_000;

    private readonly ConcurrentDictionary<string, Lazy<Task<Known>>> entries = new(StringComparer.Ordinal);

    /// <param name="token">The token as sent.</param>
    /// <param name="askAsync">Asks the issuer; it is not the caller's to give up, since others may wait for the answer too.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask<Introspection> FindAsync(string token, Func<string, Task<Introspection>> askAsync, CancellationToken cancellationToken)
    {
        var key = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
        while (true)
        {
            MakeRoom();
            var entry = entries.GetOrAdd(key, _ => new Lazy<Task<Known>>(() => AskAsync(token, askAsync)));
            var wasThere = entry.IsValueCreated && entry.Value.IsCompleted;
            try
            {
                var known = await entry.Value.WaitAsync(cancellationToken);
                if (clock.GetUtcNow() < known.Until)
                {
                    return known.Said;
                }

                Forget();
                if (!wasThere)
                {
                    return known.Said;
                }
            }
            catch (Exception) when (entry.Value.IsFaulted)
            {
                Forget();
                throw;
            }

            void Forget() => entries.TryRemove(KeyValuePair.Create(key, entry));
        }
    }

    private async Task<Known> AskAsync(string token, Func<string, Task<Introspection>> askAsync)
    {
        var said = await askAsync(token);
        var now = clock.GetUtcNow();
        return new Known(said, said switch
        {
            Introspection.Active active => active.End < now + GoodFor ? active.End : now + GoodFor,
            Introspection.Inactive => now + BadFor,
            _ => now,
        });
    }

    // A flood of invented tokens must not fill the memory; what it pushes out is asked about once more.
    private void MakeRoom()
    {
        if (entries.Count < Most)
        {
            return;
        }

        var now = clock.GetUtcNow();
        foreach (var entry in entries)
        {
            if (entry.Value is not { IsValueCreated: true, Value: { IsCompletedSuccessfully: true } task } || task.GetAwaiter().GetResult() is not { } known)
            {
                continue;
            }

            if (known.Until <= now || known.Said is Introspection.Inactive)
            {
                entries.TryRemove(entry);
            }
        }

        if (entries.Count >= Most)
        {
            entries.Clear();
        }
    }

    private sealed record Known(Introspection Said, DateTimeOffset Until);
}
