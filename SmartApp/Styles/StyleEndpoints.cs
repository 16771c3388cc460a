using SmartApp.Launch;

namespace SmartApp.Styles;

/// <summary>The style of a launch as a sheet of our own: made of values that were read and judged, and of nothing that an EHR wrote.</summary>
internal static class StyleEndpoints
{
    public const string Page = "style.css";

    public static void MapStyles(this IEndpointRouteBuilder app) => app
        .MapGet($"/l/{{handle}}/{Page}", (CurrentLaunch launch) => Results.Text(StylePolicy.SheetOf(launch.State.Style), "text/css; charset=utf-8"))
        .RequireAuthorization();
}
