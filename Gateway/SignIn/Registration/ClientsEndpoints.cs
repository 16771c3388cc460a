using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Gateway.Access;
using Gateway.Resources;
using Gateway.Rest;
using static Hl7.Fhir.Model.OperationOutcome;

namespace Gateway.SignIn.Registration;

/// <summary>/admin/clients: the operators' list of clients.</summary>
internal static class ClientsEndpoints
{
    private const string Path = "/admin/clients";
    private const string Json = "application/json";
    private const int LargestBody = 256 * 1024;
    private static readonly TimeSpan TryAgainIn = TimeSpan.FromSeconds(5);

    public static IEndpointRouteBuilder MapClients(this IEndpointRouteBuilder routes)
    {
        var clients = routes.MapGroup(Path).ForOperators().WithTags("Clients");
        clients.MapGet("", async (Registrations registrations, CancellationToken cancellationToken) => Results.Json(
                new ClientListing([.. (await registrations.AllAsync(cancellationToken)).Select(ClientDocument.Of)]), ClientJson.Default.ClientListing))
            .WithName("listClients").WithSummary("All clients").Produces<ClientListing>();
        clients.MapPost("", (HttpContext context, Registrations registrations) =>
                AnswerAsync(context, ClientJson.Default.ClientDocument, document => registrations.CreateAsync(document, OperatorIn(context), context.RequestAborted)))
            .WithName("registerClient").WithSummary("Register a client").Accepts<ClientDocument>(Json).Produces<ClientDocument>(StatusCodes.Status201Created);
        clients.MapGet("{id}", async (string id, Registrations registrations, CancellationToken cancellationToken) =>
                await registrations.FindAsync(id, cancellationToken) is { } client ? Answer(new RegistrationOutcome.Changed(client)) : Answer(new RegistrationOutcome.Unknown()))
            .WithName("readClient").WithSummary("One client").Produces<ClientDocument>();
        clients.MapPut("{id}", (string id, HttpContext context, Registrations registrations) =>
                AnswerAsync(context, ClientJson.Default.ClientDocument, document => registrations.ReplaceAsync(id, document, OperatorIn(context), context.RequestAborted)))
            .WithName("replaceClient").WithSummary("Replace a registration; with disabled, the client gets nothing more").Accepts<ClientDocument>(Json).Produces<ClientDocument>();
        clients.MapPut("{id}/keys", (string id, HttpContext context, Registrations registrations) =>
                AnswerAsync(context, ClientJson.Default.ClientKeysDocument, document => registrations.ReplaceKeysAsync(id, document, OperatorIn(context), context.RequestAborted)))
            .WithName("replaceKeysOfClient").WithSummary("Replace a client's keys and nothing else").Accepts<ClientKeysDocument>(Json).Produces<ClientDocument>();
        clients.MapDelete("{id}", async (string id, HttpContext context, Registrations registrations) =>
                Answer(await registrations.DeleteAsync(id, OperatorIn(context), context.RequestAborted)))
            .WithName("deleteClient").WithSummary("Forget a client").Produces(StatusCodes.Status204NoContent);
        return routes;
    }

    internal static IResult Answer(RegistrationOutcome outcome) => outcome switch
    {
        RegistrationOutcome.Created created => Results.Json(
            ClientDocument.Of(created.Client), ClientJson.Default.ClientDocument, statusCode: StatusCodes.Status201Created),
        RegistrationOutcome.Changed changed => Results.Json(ClientDocument.Of(changed.Client), ClientJson.Default.ClientDocument),
        RegistrationOutcome.Deleted => Results.NoContent(),
        RegistrationOutcome.Unknown => new Refused(StatusCodes.Status404NotFound, [new Issue(IssueType.NotFound, "There is no such client.")]),
        RegistrationOutcome.Conflicting conflicting => new Refused(StatusCodes.Status409Conflict, [new Issue(IssueType.Conflict, conflicting.Sentence)]),
        RegistrationOutcome.Invalid invalid => new Refused(StatusCodes.Status400BadRequest, invalid.Issues),
        RegistrationOutcome.Unavailable => new Refused(
            StatusCodes.Status503ServiceUnavailable, [ErrorResponses.ForStatus(StatusCodes.Status503ServiceUnavailable)], TryAgainIn),
        _ => throw new UnreachableException(),
    };

    private static async Task<IResult> AnswerAsync<TDocument>(
        HttpContext context, JsonTypeInfo<TDocument> form, Func<TDocument, Task<RegistrationOutcome>> actAsync)
        where TDocument : class
    {
        if (!context.Request.HasJsonContentType())
        {
            return new Refused(StatusCodes.Status415UnsupportedMediaType, [new Issue(IssueType.NotSupported, "Send application/json.")]);
        }

        var body = await RequestBody.ReadAsync(context.Request, LargestBody, context.RequestAborted);
        try
        {
            return JsonSerializer.Deserialize(body.Span, form) is { } document
                ? Answer(await actAsync(document))
                : new Refused(StatusCodes.Status400BadRequest, [new Issue(IssueType.Structure, "The body is empty.")]);
        }
        catch (JsonException malformed)
        {
            // Its message may quote the body, and the body may hold what somebody took for a public key.
            return new Refused(StatusCodes.Status400BadRequest, [new Issue(
                IssueType.Structure, "The body is no such document: a member is not known here, or not of this kind.", PathOf(malformed))]);
        }
    }

    private static string? PathOf(JsonException malformed) => malformed.Path is ['$', '.', .. var path] && path.All(char.IsAsciiLetter) ? path : null;

    private static string OperatorIn(HttpContext context) => context.RequestServices.GetRequiredService<CallerReader>().Read(context.User).Client;
}
