namespace Gateway.Messages;

/// <summary>The intake of messages.</summary>
internal static class MessagesSetup
{
    public static WebApplicationBuilder AddMessages(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IntakeMetrics>();
        builder.Services.AddSingleton<AgreementReader>();
        builder.Services.AddOptions<FormsOptions>().BindConfiguration(FormsOptions.Section);
        builder.Services.AddHostedService<ShippedForms>();
        builder.Services.AddSingleton<MessageForms>();
        builder.Services.AddSingleton<ReadingsReader>();
        builder.Services.AddSingleton<IntakeFactsReader>();
        builder.Services.AddSingleton<BurstReader>();
        builder.Services.AddSingleton<InboundMessageReader>();
        builder.Services.AddSingleton<OpenWorkReader>();
        builder.Services.AddSingleton<MessageIntake>();
        builder.Services.AddSingleton<MessageCheck>();
        return builder;
    }
}
