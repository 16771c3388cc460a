using SmartApp.Pages;

namespace SmartApp.Launch;

/// <summary>Answers whoever asks for a page of another role that it is not for her, before anything of it is made.</summary>
internal static class AreaGate
{
    public static void UseAreaGate(this WebApplication app) => app.Use((context, next) =>
    {
        var launch = context.RequestServices.GetRequiredService<CurrentLaunch>();
        return launch.IsThere && context.GetEndpoint() is not null && context.Request.Path.StartsWithSegments(launch.Path("").TrimEnd('/'), out var page)
            && !AreaPolicy.IsOpenTo(launch.State, page.Value ?? "")
            ? Problem.Page(StatusCodes.Status403Forbidden, "operations.forbidden").ExecuteAsync(context)
            : next(context);
    });
}
