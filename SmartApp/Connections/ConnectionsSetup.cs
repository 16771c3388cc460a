namespace SmartApp.Connections;

internal static class ConnectionsSetup
{
    /// <summary>Longer than the gateway takes to answer that the EHR is away.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    public static void AddConnections(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<FhirClient>();
        builder.Services.AddScoped<AdminClient>();
        builder.Services.AddHttpClient<LaunchHttp>(http => http.Timeout = _patience)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                // A token is for one server: nobody else is followed to.
                AllowAutoRedirect = false,
                UseCookies = false,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            })
            // Addresses name patients.
            .RemoveAllLoggers();
    }
}
