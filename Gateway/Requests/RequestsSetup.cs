using Microsoft.Extensions.Options;

namespace Gateway.Requests;

/// <summary>What the clinic asks patients for: when, the reminders, the answers, and who is told when none comes.</summary>
internal static class RequestsSetup
{
    public static WebApplicationBuilder AddRequests(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IValidateOptions<RequestOptions>, RequestOptionsValidator>();
        builder.Services.AddOptions<RequestOptions>().BindConfiguration(RequestOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<RequestMetrics>();
        builder.Services.AddSingleton<RequestsBehind>();
        builder.Services.AddSingleton<RequestCourses>();
        builder.Services.AddSingleton<RequestAnswers>();
        builder.Services.AddSingleton<RequestSteps>();
        builder.Services.AddHostedService<RequestSweep>();
        return builder;
    }
}
