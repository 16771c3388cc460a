namespace Gateway.Interactions;

/// <summary>The FHIR interactions that are alike for all types.</summary>
internal static class InteractionsSetup
{
    public static WebApplicationBuilder AddInteractions(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Readers>();
        builder.Services.AddSingleton<ResourceReads>();
        return builder;
    }
}
