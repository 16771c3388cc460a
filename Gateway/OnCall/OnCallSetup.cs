using Gateway.OnCall.Channels;
using Microsoft.Extensions.Options;

namespace Gateway.OnCall;

/// <summary>Alerts, their escalation, and the channels by which those on call are told.</summary>
internal static class OnCallSetup
{
    public static WebApplicationBuilder AddOnCall(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IValidateOptions<OnCallOptions>, OnCallOptionsValidator>();
        builder.Services.AddSingleton<IValidateOptions<OnCallOptions>, ChannelSafety>();
        builder.Services.AddOptions<OnCallOptions>().BindConfiguration(OnCallOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<OnCallMetrics>();
        builder.Services.AddSingleton<Alerts>();
        builder.Services.AddSingleton<Acknowledgements>();
        builder.Services.AddSingleton<Escalations>();
        builder.Services.AddSingleton<Notices>();
        builder.Services.AddHostedService<OnCallSweep>();

        // Its own log of calls is off: it writes addresses.
        builder.Services.AddHttpClient(WebhookChannel.Client)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
            .RemoveAllLoggers();
        builder.Services.AddSingleton(ChannelsOf);
        return builder;
    }

    private static OnCallChannels ChannelsOf(IServiceProvider services)
    {
        var (options, clock) = (services.GetRequiredService<IOptions<OnCallOptions>>().Value, services.GetRequiredService<TimeProvider>());
        return new OnCallChannels(
        [
            .. options.Webhooks.Select(webhook => new WebhookChannel(webhook, services.GetRequiredService<IHttpClientFactory>(), clock)),
            .. options.Mail is { } mail ? [new MailChannel(mail, clock)] : Array.Empty<IOnCallChannel>(),
        ]);
    }
}
