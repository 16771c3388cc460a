using System.Collections.Immutable;
using Gateway.Limits;
using Microsoft.Extensions.Options;

namespace Gateway.Search;

/// <summary>What searching and being found need.</summary>
internal static class SearchSetup
{
    /// <param name="builder">The application.</param>
    /// <param name="knownBases">Our own FHIR base and the EHR's, each ending in <c>/</c>.</param>
    public static WebApplicationBuilder AddSearch(this WebApplicationBuilder builder, Func<IServiceProvider, ImmutableArray<string>> knownBases)
    {
        builder.Services.AddSingleton(services => new SearchIndex(
            knownBases(services), services.GetRequiredService<IOptions<LimitsOptions>>().Value.Query));
        builder.Services.AddSingleton<SearchReader>();
        builder.Services.AddSingleton<ScopeJudge>();
        return builder;
    }
}
