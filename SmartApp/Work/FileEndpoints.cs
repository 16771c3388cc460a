using Hl7.Fhir.Model;
using SmartApp.Connections;
using SmartApp.Pages;

namespace SmartApp.Work;

/// <summary>Hands out a file of a message: to be kept, and never shown within the add-on's own origin.</summary>
internal static class FileEndpoints
{
    /// <summary>What a browser is told of it; whatever else it claims to be is bytes.</summary>
    private static readonly string[] _kinds = ["application/pdf", "image/png", "image/jpeg", "image/gif", "image/webp"];

    public static void MapFiles(this IEndpointRouteBuilder app) =>
        app.MapGet("/l/{handle}/inbox/{task}/files/{message}/{number:int}", SendAsync).RequireAuthorization();

    private static async Task<IResult> SendAsync(string task, string message, int number, FhirClient fhir, HttpContext context)
    {
        // By the chart, or else by the pool whose work the message is.
        var found = (await fhir.GetAsync<Communication>($"Communication/{Uri.EscapeDataString(message)}", context.RequestAborted)).Resource
            ?? (await fhir.PostAsync<Bundle>($"Task/{Uri.EscapeDataString(task)}/$open", null, context.RequestAborted)).Resource?
                .Entry.Select(entry => entry.Resource).OfType<Communication>().FirstOrDefault(opened => opened.Id == message);
        return found?.Payload.ElementAtOrDefault(number)?.Content is Attachment { Data: { Length: > 0 } content } file
            ? Results.File(content, _kinds.Contains(file.ContentType) ? file.ContentType : "application/octet-stream", NameOf(file))
            : Problem.Page(StatusCodes.Status404NotFound, "problem.not-found");
    }

    private static string NameOf(Attachment file) => Path.GetFileName(file.Title) is { Length: > 0 and <= 200 } name ? name : "file";
}
