namespace SmartApp.Boxes;

internal static class BoxesSetup
{
    public static void AddBoxes(this WebApplicationBuilder builder) => builder.Services.AddScoped<BoxReader>();
}
