using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using SmartApp.Launch;

namespace SmartApp.Composer;

/// <summary>What the script of the composer asks while somebody writes. The answer is the part of the page that the server would have rendered.</summary>
internal static class ComposerEndpoints
{
    public static void MapComposer(this IEndpointRouteBuilder app) => app.MapPost("/l/{handle}/check", CheckAsync).RequireAuthorization();

    private static async Task<IResult> CheckAsync(HttpContext context, CurrentLaunch launch, IAntiforgery antiforgery, LetterBox box)
    {
        await antiforgery.ValidateRequestAsync(context);
        var form = LetterForm.Read(await context.Request.ReadFormAsync(context.RequestAborted));
        return launch.State.IsPatient && await box.LookAsync(form, context.RequestAborted) is { } scene
            ? new RazorComponentResult<CheckView>(new Dictionary<string, object?> { [nameof(CheckView.Model)] = scene }) { PreventStreamingRendering = true }
            : Results.NoContent();
    }
}
