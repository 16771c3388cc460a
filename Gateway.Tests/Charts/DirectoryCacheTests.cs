using Gateway.Charts;
using Gateway.References;
using Gateway.Tests.Support;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Gateway.Tests.Charts;

/// <summary>What is kept of the EHR's directory, and for how long.</summary>
public sealed class DirectoryCacheTests
{
    private readonly DirectoryCache cache = Cache();
    private int reads;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_found_is_kept_until_its_chart_is_told_to_have_changed()
    {
        await GetAsync("chart", Smiths.Susie);
        await GetAsync("chart", Smiths.Susie);
        Assert.Equal(1, reads);

        cache.Forget(Smiths.Johnny.Id);
        await GetAsync("chart", Smiths.Susie);
        Assert.Equal(1, reads);

        cache.Forget(Smiths.Susie.Id);
        await GetAsync("chart", Smiths.Susie);
        await GetAsync("chart", Smiths.Susie);
        Assert.Equal(2, reads);
    }

    [Theory]
    [InlineData("susie-smith", 2)]
    [InlineData("johnny-smith", 2)]
    [InlineData("emma-smith", 2)]
    [InlineData("mark-smith", 1)]
    public async Task Of_a_person_her_own_chart_counts_and_those_that_she_is_a_proxy_for(string changed, int expected)
    {
        await GetAsync("person", Smiths.SusieAsPerson);

        cache.Forget(new PatientId(changed));
        await GetAsync("person", Smiths.SusieAsPerson);

        Assert.Equal(expected, reads);
    }

    [Fact]
    public async Task Whose_something_is_counts_too()
    {
        var owner = new ReferenceOwner([Smiths.Susie.Id]);
        await GetAsync("owner", owner);

        cache.Forget(Smiths.Susie.Id);
        await GetAsync("owner", owner);

        Assert.Equal(2, reads);
    }

    [Fact]
    public async Task Of_a_chart_that_was_merged_away_what_is_kept_under_its_own_id_counts_too()
    {
        var merged = new PatientId("mark-smith");
        await GetAsync("chart", Smiths.Susie, merged);
        await GetAsync("person", Smiths.SusieAsPerson, merged.Key);

        cache.Forget(merged);
        await GetAsync("chart", Smiths.Susie, merged);
        Assert.Equal(3, reads);
        await GetAsync("person", Smiths.SusieAsPerson, merged.Key);

        Assert.Equal(4, reads);
    }

    [Fact]
    public async Task What_changes_while_it_is_read_is_read_once_more()
    {
        await cache.GetAsync("chart", 1, (_, _) =>
        {
            cache.Forget(Smiths.Susie.Id);
            return ValueTask.FromResult<Lookup<ChartFacts>>(new Lookup<ChartFacts>.Found(Smiths.Susie));
        }, Cancellation);

        await GetAsync("chart", Smiths.Susie);

        Assert.Equal(1, reads);
    }

    [Fact]
    public async Task When_very_many_have_changed_everything_is_read_anew()
    {
        await GetAsync("chart", Smiths.Susie);

        for (var number = 0; number <= 10_001; number++)
        {
            cache.Forget(new PatientId($"p{number}"));
        }

        await GetAsync("chart", Smiths.Susie);
        await GetAsync("chart", Smiths.Susie);

        Assert.Equal(2, reads);
    }

    [Fact]
    public async Task However_many_tell_of_changes_at_once_none_is_lost()
    {
        var told = 0L;
        var lost = 0;

        // Facts that say when they were read.
        ValueTask<Lookup<ChartFacts>> ReadAsync(PatientId chart, CancellationToken cancellationToken) =>
            ValueTask.FromResult<Lookup<ChartFacts>>(new Lookup<ChartFacts>.Found(Smiths.Susie with { Gender = $"{Interlocked.Read(ref told)}" }));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            for (var round = 0; round < 20_000; round++)
            {
                var before = Interlocked.Increment(ref told);
                cache.Forget(Smiths.Susie.Id);
                var found = (Lookup<ChartFacts>.Found)await cache.GetAsync("chart", Smiths.Susie.Id, ReadAsync, Cancellation);
                if (long.Parse(found.Facts.Gender!, System.Globalization.CultureInfo.InvariantCulture) < before)
                {
                    Interlocked.Increment(ref lost);
                }
            }
        }, Cancellation)));

        Assert.Equal(0, lost);
    }

    private static DirectoryCache Cache()
    {
        var services = new ServiceCollection();
        services.AddHybridCache();
        return new DirectoryCache(services.BuildServiceProvider().GetRequiredService<HybridCache>(), Options.Create(new ChartsOptions { CacheSeconds = 3600 }));
    }

    private ValueTask<Lookup<T>> GetAsync<T>(string kind, T facts)
        where T : class => GetAsync(kind, facts, 1);

    private ValueTask<Lookup<T>> GetAsync<T, TKey>(string kind, T facts, TKey key)
        where T : class
        where TKey : notnull => cache.GetAsync(kind, key, (_, _) =>
        {
            reads++;
            return ValueTask.FromResult<Lookup<T>>(new Lookup<T>.Found(facts));
        }, Cancellation);
}
