using Gateway.Review.Ageing;
using Microsoft.Extensions.Options;

namespace Gateway.Review.Queue;

/// <summary>The reviewers' queue, and the alarms about what waits in it.</summary>
internal static class QueueSetup
{
    public static WebApplicationBuilder AddReviewQueue(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IValidateOptions<AgeingOptions>, AgeingOptionsValidator>();
        builder.Services.AddOptions<AgeingOptions>().BindConfiguration(AgeingOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<ReviewMetrics>();
        builder.Services.AddSingleton<QueueReader>();
        builder.Services.AddSingleton<QueueClaims>();
        builder.Services.AddSingleton<HeldMessageReader>();
        builder.Services.AddSingleton<ReviewerLook>();
        builder.Services.AddSingleton<AgeingAlarms>();
        builder.Services.AddHostedService<AgeingSweep>();
        return builder;
    }
}
