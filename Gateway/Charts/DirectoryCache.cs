using System.ComponentModel;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.Options;

namespace Gateway.Charts;

/// <summary>Keeps what was found, never what was not: a chart that opens, or an EHR that wakes, is seen at once.</summary>
internal sealed class DirectoryCache(HybridCache cache, IOptions<ChartsOptions> options)
{
    private readonly HybridCacheEntryOptions entryOptions = new()
    {
        Expiration = TimeSpan.FromSeconds(options.Value.CacheSeconds),
        LocalCacheExpiration = TimeSpan.FromSeconds(options.Value.CacheSeconds),
    };

    /// <summary>The cached answer, or that of <paramref name="read"/>; concurrent callers share one read.</summary>
    public async ValueTask<Lookup<T>> GetAsync<TKey, T>(
        string kind, TKey key, Func<TKey, CancellationToken, ValueTask<Lookup<T>>> read, CancellationToken cancellationToken)
        where TKey : notnull
        where T : class
    {
        // To keep nothing at all is no duration that the cache knows.
        if (options.Value.CacheSeconds == 0)
        {
            return await read(key, cancellationToken);
        }

        var name = $"{kind}:{key}";
        var entry = await cache.GetOrCreateAsync(
            name,
            (key, read),
            static async (state, token) => new Entry<T>(await state.read(state.key, token)),
            entryOptions,
            cancellationToken: cancellationToken);
        if (entry.Answer is not Lookup<T>.Found)
        {
            await cache.RemoveAsync(name, cancellationToken);
        }

        return entry.Answer;
    }

    [ImmutableObject(true)]
    private sealed class Entry<T>(Lookup<T> answer)
        where T : class
    {
        public Lookup<T> Answer { get; } = answer;
    }
}
