namespace Gateway.Interactions;

/// <summary>The FHIR interactions that are alike for all types.</summary>
internal static class InteractionsSetup
{
    public static WebApplicationBuilder AddInteractions(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<OpenChartsReader>();
        builder.Services.AddSingleton<Readers>();
        builder.Services.AddSingleton<LookAnswers>();
        builder.Services.AddSingleton<TrailLooks>();
        builder.Services.AddSingleton<ResourceReads>();
        builder.Services.AddSingleton<HistoryRequests>();
        builder.Services.AddSingleton<SearchRequests>();
        builder.Services.AddSingleton<ChartFinder>();
        builder.Services.AddSingleton<StoredReferences>();
        builder.Services.AddSingleton<Conditions>();
        builder.Services.AddSingleton<ResourceWrites>();
        builder.Services.AddSingleton<InteractionPlans>();
        builder.Services.AddSingleton<WriteRequests>();
        builder.Services.AddSingleton<ValidateRequests>();
        return builder;
    }
}
