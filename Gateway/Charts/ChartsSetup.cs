using Microsoft.Extensions.Options;

namespace Gateway.Charts;

/// <summary>The cached directory of charts and people.</summary>
internal static class ChartsSetup
{
    public static WebApplicationBuilder AddCharts(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IValidateOptions<ChartsOptions>, ChartsOptionsValidator>();
        builder.Services.AddOptions<ChartsOptions>().BindConfiguration(ChartsOptions.Section).ValidateOnStart();
        builder.Services.AddHybridCache();
        builder.Services.AddSingleton<DirectoryCache>();
        builder.Services.AddSingleton<ChartDirectory>();
        builder.Services.AddSingleton<NumberHolders>();
        builder.Services.AddSingleton<CarePanels>();
        builder.Services.AddSingleton<Rosters>();
        return builder;
    }
}
