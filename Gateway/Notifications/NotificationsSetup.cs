using Gateway.Topics;
using Microsoft.Extensions.Options;

namespace Gateway.Notifications;

/// <summary>Events of topics, and their way to subscribers.</summary>
internal static class NotificationsSetup
{
    public static WebApplicationBuilder AddNotifications(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<TopicMetrics>();
        builder.Services.AddSingleton<Subscribers>();
        builder.Services.AddSingleton<SubscriptionsReader>();
        builder.Services.AddSingleton<FocusReader>();
        builder.Services.AddSingleton<EventReader>();
        builder.Services.AddSingleton<EventNumbering>();
        builder.Services.AddSingleton<EventRetention>();
        builder.Services.AddSingleton<NotificationWriter>();
        builder.Services.AddSingleton<StatusChanges>();
        builder.Services.AddSingleton<Sender>();
        builder.Services.AddSingleton<Sends>();
        builder.Services.AddSingleton<SubscriptionStates>();
        builder.Services.AddSingleton<SubscriptionDesk>();
        builder.Services.AddHostedService<TopicSweep>();

        // Its own log of calls is off: it writes addresses.
        builder.Services.AddSingleton<EndpointClient>();
        builder.Services.AddHttpClient(EndpointClient.Client)
            .ConfigurePrimaryHttpMessageHandler(services => EndpointClient.Handler(services.GetRequiredService<IOptions<TopicsOptions>>()))
            .RemoveAllLoggers();
        return builder;
    }
}
