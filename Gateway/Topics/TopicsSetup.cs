using Microsoft.Extensions.Options;

namespace Gateway.Topics;

/// <summary>Topics, and who subscribes to them.</summary>
internal static class TopicsSetup
{
    public static WebApplicationBuilder AddTopics(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IValidateOptions<TopicsOptions>, TopicsOptionsValidator>();
        builder.Services.AddSingleton<IValidateOptions<TopicsOptions>, LeaseCheck>();
        builder.Services.AddOptions<TopicsOptions>().BindConfiguration(TopicsOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<TopicRegistrations>();
        return builder;
    }
}
