namespace Gateway.Writes;

/// <summary>What every write goes through.</summary>
internal static class WritesSetup
{
    public static WebApplicationBuilder AddWrites(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Turns>();
        builder.Services.AddSingleton<Writer>();
        builder.Services.AddSingleton<Originals>();
        return builder;
    }
}
