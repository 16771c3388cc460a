using SmartApp.Charts;
using SmartApp.Launch;
using SmartApp.Pages;
using SmartApp.Texts;

namespace SmartApp.Conversations;

/// <summary>Downloads of one conversation, or of all. They are the reader's own copy, made of what she may read at that moment.</summary>
internal static class ConversationsEndpoints
{
    private const string Text = "text";
    private const string Fhir = "fhir";

    public static void MapConversations(this IEndpointRouteBuilder app)
    {
        app.MapGet("/l/{handle}/messages/{id}/download/{form}", OneAsync).RequireAuthorization();
        app.MapGet("/l/{handle}/download/{form}", AllAsync).RequireAuthorization();
    }

    private static async Task<IResult> OneAsync(
        string id, string form, MyCharts charts, ConversationReader reader, CurrentLaunch launch, Words words, Moments moments, CancellationToken cancellationToken)
    {
        if (await charts.OpenAsync(cancellationToken) is not { } chart || form is not (Text or Fhir))
        {
            return Problem.Page(StatusCodes.Status404NotFound, "problem.not-found");
        }

        var (conversation, isAway) = await reader.ConversationAsync(id, chart, cancellationToken);
        return isAway ? Away() : conversation is null ? Problem.Page(StatusCodes.Status404NotFound, "problem.not-found") : File(form, [conversation], chart, true, launch, words, moments);
    }

    private static async Task<IResult> AllAsync(
        string form, MyCharts charts, ConversationReader reader, CurrentLaunch launch, Words words, Moments moments, CancellationToken cancellationToken)
    {
        if (await charts.OpenAsync(cancellationToken) is not { } chart || form is not (Text or Fhir))
        {
            return Problem.Page(StatusCodes.Status404NotFound, "problem.not-found");
        }

        var (messages, areMore, isAway) = await reader.NewestAsync(chart, ConversationReader.ForSearch, null, null, cancellationToken);
        return isAway ? Away() : File(form, ConversationPolicy.Of(messages), chart, !areMore, launch, words, moments);
    }

    private static IResult Away() => Problem.Page(StatusCodes.Status503ServiceUnavailable, "problem.away");

    private static IResult File(string form, IReadOnlyList<Conversation> conversations, MyChart chart, bool isWhole, CurrentLaunch launch, Words words, Moments moments) =>
        form == Text
            ? Results.File(Download.AsText(conversations, chart.Name, isWhole, words, moments), "text/plain; charset=utf-8", "messages.txt")
            : Results.File(Download.AsBundle(conversations, launch.Ehr.GatewayBase), "application/fhir+json; charset=utf-8", "messages.json");
}
