using Microsoft.Extensions.Options;

namespace Gateway.Measures;

/// <summary>The measures: read when asked for, and told to whoever watches.</summary>
internal static class MeasuresSetup
{
    public static WebApplicationBuilder AddMeasures(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IValidateOptions<MeasuresOptions>, MeasuresOptionsValidator>();
        builder.Services.AddOptions<MeasuresOptions>().BindConfiguration(MeasuresOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<MeasuresReader>();
        builder.Services.AddSingleton<MeasuresMetrics>();
        builder.Services.AddHostedService<MeasuresRefresh>();
        return builder;
    }
}
