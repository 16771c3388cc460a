namespace Gateway.Recipients;

/// <summary>The list of those whom a patient's message may be addressed to.</summary>
internal static class RecipientsSetup
{
    public static WebApplicationBuilder AddRecipients(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<RecipientsReader>();
        builder.Services.AddSingleton<RecipientLookup>();
        return builder;
    }
}
