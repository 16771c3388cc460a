using Microsoft.Extensions.Options;

namespace Gateway.Bundles;

/// <summary>Batches, transactions and FHIR messages.</summary>
internal static class BundlesSetup
{
    public static WebApplicationBuilder AddBundles(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IValidateOptions<BundlesOptions>, BundlesOptionsValidator>();
        builder.Services.AddOptions<BundlesOptions>().BindConfiguration(BundlesOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<ConditionalReferences>();
        builder.Services.AddSingleton<EntryLooks>();
        builder.Services.AddSingleton<EntryPlans>();
        builder.Services.AddSingleton<Batches>();
        builder.Services.AddSingleton<TransactionPlans>();
        builder.Services.AddSingleton<Transactions>();
        builder.Services.AddSingleton<BundleRequests>();
        builder.Services.AddSingleton<MessageExchange>();
        return builder;
    }
}
