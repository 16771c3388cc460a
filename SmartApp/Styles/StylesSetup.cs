namespace SmartApp.Styles;

internal static class StylesSetup
{
    /// <summary>Somebody waits at the door meanwhile.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(3);

    public static void AddStyles(this WebApplicationBuilder builder) => builder.Services.AddHttpClient<StyleReader>(http =>
        {
            http.Timeout = _patience;
            http.MaxResponseContentBufferSize = StyleReader.LargestDocument;
        })
        .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        .RemoveAllLoggers();
}
