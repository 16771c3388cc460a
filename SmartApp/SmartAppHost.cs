namespace SmartApp;

/// <summary>Builds the add-on's web application.</summary>
public static class SmartAppHost
{
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        configure?.Invoke(builder);
        var app = builder.Build();
        app.UseLandingPage();
        app.MapLandingPage();
        return app;
    }
}
