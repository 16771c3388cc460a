using Gateway.DeadLetters.Alarms;
using Microsoft.Extensions.Options;

namespace Gateway.DeadLetters;

/// <summary>The door of dead letters: the desk that mends them, and the alarms about those that wait.</summary>
internal static class DeadLettersSetup
{
    public static WebApplicationBuilder AddDeadLetters(this WebApplicationBuilder builder)
    {
        DeadLetterRule.Add(builder.Services);
        builder.Services.AddSingleton<IValidateOptions<DeadLetterOptions>, DeadLetterOptionsValidator>();
        builder.Services.AddOptions<DeadLetterOptions>().BindConfiguration(DeadLetterOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<DeadLetterReader>();
        builder.Services.AddSingleton<ChartGuard>();
        builder.Services.AddSingleton<DeadLetterDesk>();
        builder.Services.AddSingleton<ChartMerges>();
        builder.Services.AddSingleton<DeadLetterMetrics>();
        builder.Services.AddSingleton<DeadLetterAlarms>();
        builder.Services.AddHostedService<DeadLetterSweep>();
        return builder;
    }
}
