using System.ComponentModel;
using Gateway.References;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.Options;

namespace Gateway.Charts;

/// <summary>
/// Keeps what was found, never what was not: a chart that opens, or an EHR that wakes, is seen at once. Of a chart that is told to have changed nothing
/// is believed any more that was read before.
/// </summary>
internal sealed class DirectoryCache(HybridCache cache, IOptions<ChartsOptions> options)
{
    private readonly HybridCacheEntryOptions entryOptions = new()
    {
        Expiration = TimeSpan.FromSeconds(options.Value.CacheSeconds),
        LocalCacheExpiration = TimeSpan.FromSeconds(options.Value.CacheSeconds),
    };

    /// <summary>So many changed charts are remembered one by one; beyond, everything is read anew.</summary>
    private const int MostRemembered = 10_000;

    // What is told of changes, all of it together: a change that is told while others are counted must not be lost between them.
    private readonly Lock telling = new();
    private readonly Dictionary<PatientId, long> changed = [];
    private long changes;
    private long oldest;

    /// <summary>From now on what concerns this chart is asked for anew, a read that is under way included.</summary>
    public void Forget(PatientId chart)
    {
        lock (telling)
        {
            changed[chart] = ++changes;
            if (changed.Count > MostRemembered)
            {
                oldest = changes;
                changed.Clear();
            }
        }
    }

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
            (key, read, this),
            static async (state, token) => new Entry<T>(state.Item3.Changes(), await state.read(state.key, token)),
            entryOptions,
            cancellationToken: cancellationToken);
        if (IsStale(key, entry))
        {
            entry = new Entry<T>(Changes(), await read(key, cancellationToken));
            await cache.SetAsync(name, entry, entryOptions, cancellationToken: cancellationToken);
        }

        if (entry.Answer is not Lookup<T>.Found)
        {
            await cache.RemoveAsync(name, cancellationToken);
        }

        return entry.Answer;
    }

    private long Changes()
    {
        lock (telling)
        {
            return changes;
        }
    }

    private bool IsStale<TKey, T>(TKey key, Entry<T> entry)
        where TKey : notnull
        where T : class
    {
        if (entry.Answer is not Lookup<T>.Found { Facts: IOfCharts facts })
        {
            return false;
        }

        lock (telling)
        {
            return entry.ReadAt < oldest
                || (changed.Count > 0 && facts.Charts.Concat(AskedFor(key)).Any(chart => changed.TryGetValue(chart, out var at) && entry.ReadAt < at));
        }
    }

    // What was merged away is answered with the facts of the chart that survived, and can be told to have changed all the same.
    private static IEnumerable<PatientId> AskedFor<TKey>(TKey key) => key switch
    {
        PatientId chart => [chart],
        ResourceKey { Type: "Patient" } patient => [new PatientId(patient.Id)],
        _ => [],
    };

    [ImmutableObject(true)]
    private sealed class Entry<T>(long readAt, Lookup<T> answer)
        where T : class
    {
        /// <summary>How many changes had been told of when the reading began.</summary>
        public long ReadAt { get; } = readAt;

        public Lookup<T> Answer { get; } = answer;
    }
}
