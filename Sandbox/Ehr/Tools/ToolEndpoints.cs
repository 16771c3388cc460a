using Sandbox.Ehr.Records;

namespace Sandbox.Ehr.Tools;

/// <summary>The doors under <c>/sandbox</c>, which exist in the sandbox only.</summary>
internal static class ToolEndpoints
{
    public static void AddTools(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<TokenMint>();
        builder.Services.AddSingleton<ReplyDesk>();
    }

    public static void MapTools(this IEndpointRouteBuilder app)
    {
        var tools = app.MapGroup("/sandbox").AllowAnonymous();
        tools.MapPost("/token", async (HttpRequest request, TokenMint mint, CancellationToken cancellationToken) =>
            request.HasFormContentType
                ? mint.Answer(await request.ReadFormAsync(cancellationToken))
                : Results.Text("Send a form with user, and if you like patient, client and scope.", "text/plain", statusCode: 400));
        tools.MapPost("/replies", async (HttpRequest request, ReplyDesk desk, CancellationToken cancellationToken) => request.HasFormContentType
            ? await desk.FileAsync(await request.ReadFormAsync(cancellationToken), cancellationToken)
            : Results.Text("Send a form with text and answers, or patient and to.", "text/plain", statusCode: 400));
        tools.MapPost("/replies/{id}", async (string id, HttpRequest request, ReplyDesk desk, CancellationToken cancellationToken) => request.HasFormContentType
            ? await desk.CorrectAsync(id, await request.ReadFormAsync(cancellationToken), cancellationToken)
            : Results.Text("Send a form with status or text.", "text/plain", statusCode: 400));
        tools.MapGet("/duplicates", (string system, EhrRecords records) => MessageLedger.Duplicates(records, system));
        tools.MapGet("/messages", (string system, EhrRecords records) => MessageLedger.Lines(records, system));
    }
}
