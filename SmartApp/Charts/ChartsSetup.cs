namespace SmartApp.Charts;

internal static class ChartsSetup
{
    public static void AddCharts(this WebApplicationBuilder builder) => builder.Services.AddScoped<MyCharts>();
}
