using Microsoft.AspNetCore.Antiforgery;

namespace SmartApp.Drafts;

/// <summary>Where the script keeps what is being written, while it is written and when the page is left.</summary>
internal static class DraftsEndpoints
{
    public static void MapDrafts(this IEndpointRouteBuilder app) => app.MapPost("/l/{handle}/draft", KeepAsync).RequireAuthorization();

    private static async Task<IResult> KeepAsync(HttpContext context, IAntiforgery antiforgery, DraftSeal seal)
    {
        await antiforgery.ValidateRequestAsync(context);
        return await seal.KeepAsync(await context.Request.ReadFormAsync(context.RequestAborted), context.RequestAborted) ? Results.NoContent() : Results.BadRequest();
    }
}
