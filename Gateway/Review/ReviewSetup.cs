using Microsoft.Extensions.Options;

namespace Gateway.Review;

/// <summary>What persons decide about a message's chart: release, reject, redirect, split, retract; and what is sealed by it.</summary>
internal static class ReviewSetup
{
    public static WebApplicationBuilder AddReview(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IValidateOptions<ReviewOptions>, ReviewOptionsValidator>();
        builder.Services.AddOptions<ReviewOptions>().BindConfiguration(ReviewOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<ReviewCases>();
        builder.Services.AddSingleton<DecidedFiling>();
        builder.Services.AddSingleton<Decisions>();
        builder.Services.AddSingleton<SealedContent>();
        builder.Services.AddHostedService<SealedSweep>();
        return builder;
    }
}
