namespace Gateway.Simulation;

/// <summary>Trying a policy before it is put in force.</summary>
internal static class SimulationSetup
{
    public static WebApplicationBuilder AddSimulation(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<SimulatedMessages>();
        builder.Services.AddSingleton<PolicyTrial>();
        return builder;
    }
}
