using Microsoft.Extensions.Options;

namespace Gateway.Adt;

/// <summary>The door of the feed: what changes about patients, as the hospital's other systems are told.</summary>
internal static class AdtSetup
{
    public static WebApplicationBuilder AddAdt(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IValidateOptions<AdtOptions>, AdtOptionsValidator>();
        builder.Services.AddOptions<AdtOptions>().BindConfiguration(AdtOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<AdtMetrics>();
        builder.Services.AddSingleton<AdtDesk>();
        builder.Services.AddSingleton<AdtListener>();
        builder.Services.AddHostedService(services => services.GetRequiredService<AdtListener>());
        return builder;
    }
}
