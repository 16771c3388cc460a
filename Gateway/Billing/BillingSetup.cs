namespace Gateway.Billing;

/// <summary>Time that is recorded on messages, and what may be billed for it.</summary>
internal static class BillingSetup
{
    public static WebApplicationBuilder AddBilling(this WebApplicationBuilder builder)
    {
        BillingRule.Add(builder.Services);
        builder.Services.AddSingleton<TimeRecords>();
        builder.Services.AddSingleton<WorkedMessages>();
        builder.Services.AddSingleton<EvisitAccounts>();
        return builder;
    }
}
