namespace SmartApp.Requests;

internal static class RequestsSetup
{
    public static void AddRequests(this WebApplicationBuilder builder) => builder.Services.AddScoped<RequestReader>();
}
