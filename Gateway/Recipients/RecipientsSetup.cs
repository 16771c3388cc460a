namespace Gateway.Recipients;

/// <summary>What an app asks before anybody writes.</summary>
internal static class RecipientsSetup
{
    public static WebApplicationBuilder AddRecipients(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<RecipientsReader>();
        builder.Services.AddSingleton<RecipientLookup>();
        builder.Services.AddSingleton<RulesLookup>();
        builder.Services.AddSingleton<RecipientsInquiry>();
        builder.Services.AddSingleton<MyChartsLookup>();
        builder.Services.AddSingleton<MyChartsInquiry>();
        return builder;
    }
}
