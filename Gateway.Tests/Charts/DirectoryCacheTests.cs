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
