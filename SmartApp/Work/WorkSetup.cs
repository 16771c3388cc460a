namespace SmartApp.Work;

internal static class WorkSetup
{
    public static void AddWork(this WebApplicationBuilder builder) => builder.Services.AddScoped<WorkReader>();
}
