namespace Gateway.Review.Export;

/// <summary>The export of decisions.</summary>
internal static class ExportSetup
{
    public static WebApplicationBuilder AddDecisionExport(this WebApplicationBuilder builder)
    {
        ExportRule.Add(builder.Services);
        builder.Services.AddSingleton<DecisionExport>();
        return builder;
    }
}
