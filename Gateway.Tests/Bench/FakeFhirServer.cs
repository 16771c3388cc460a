using System.Collections.Concurrent;
using System.Text.Json;
using Gateway.References;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Gateway.Tests.Bench;

/// <summary>A gateway and its EHR in one, as far as the load tool sees them. What a message says decides what becomes of it.</summary>
internal sealed class FakeFhirServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(string Id, string Chart)> _filed = new();
    private readonly ConcurrentDictionary<string, string> _byKey = new();

    private FakeFhirServer(WebApplication app) => _app = app;

    public Uri Root => new(_app.Urls.Single());

    public Uri FhirBase => new(Root, "fhir");

    /// <summary>How often each accepted message is filed: two plays an EHR that got a blind retry.</summary>
    public int Copies { get; init; } = 1;

    /// <summary>Whether held messages reach the EHR too, which they never may.</summary>
    public bool LeaksHeld { get; init; }

    public ConcurrentQueue<string?> Authorizations { get; } = new();

    public static async Task<FakeFhirServer> StartAsync(CancellationToken cancellationToken, int copies = 1, bool leaksHeld = false)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new FakeFhirServer(builder.Build()) { Copies = copies, LeaksHeld = leaksHeld };
        server.Map();
        await server._app.StartAsync(cancellationToken);
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private void Map()
    {
        _app.MapPost("/fhir/Communication", PostAsync);
        _app.MapGet("/fhir/Communication/{id}", (string id) => _filed.Any(message => message.Id == id) ? Results.Ok() : Results.NotFound());
        _app.MapGet("/fhir/Communication", (string? identifier) => Results.Text(Searchset(identifier?.Split('|')[1] ?? ""), "application/fhir+json"));
        _app.MapGet("/sandbox/messages", () => Results.Text(string.Concat(_filed.Select((message, i) => $"{message.Id}\t{message.Chart}\t{i}\n"))));
        _app.MapPost("/sandbox/token", (HttpRequest request) => Results.Json(new { access_token = $"token-of-{request.Form["user"]}", token_type = "Bearer" }))
            .DisableAntiforgery();
    }

    private async Task<IResult> PostAsync(HttpRequest request)
    {
        using var body = await JsonDocument.ParseAsync(request.Body, default, request.HttpContext.RequestAborted);
        Authorizations.Enqueue(request.Headers.Authorization);
        var text = body.RootElement.GetProperty("payload")[0].GetProperty("contentString").GetString()!;
        var chart = body.RootElement.GetProperty("subject").GetProperty("reference").GetString()!["Patient/".Length..];
        return text switch
        {
            _ when text.Contains("Johnny", StringComparison.Ordinal) => Stored(request, chart, onHold: true),
            _ when text.Contains("refuse", StringComparison.Ordinal) => Refusal,
            _ when text.Contains("crash", StringComparison.Ordinal) => Results.StatusCode(500),
            _ => Stored(request, chart, onHold: false),
        };
    }

    private static IResult Refusal => Results.Text(
        """{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"business-rule","details":{"coding":[{"code":"other-patient"}]}}]}""",
        "application/fhir+json",
        statusCode: StatusCodes.Status422UnprocessableEntity);

    private IResult Stored(HttpRequest request, string chart, bool onHold)
    {
        var id = Guid.NewGuid().ToString("N");
        if (request.Headers.TryGetValue("Idempotency-Key", out var key) && _byKey.GetOrAdd(key!, id) is var first && first != id)
        {
            id = first;
        }
        else
        {
            for (var i = 0; i < Copies && (!onHold || LeaksHeld); i++)
            {
                _filed.Enqueue((id, chart));
            }
        }

        request.HttpContext.Response.Headers.Location = $"{FhirBase}/Communication/{id}/_history/1";
        return Results.Text(
            onHold
                ? """{"resourceType":"Communication","status":"on-hold","statusReason":{"coding":[{"code":"mentions-relative"}]}}"""
                : """{"resourceType":"Communication","status":"in-progress"}""",
            "application/fhir+json",
            statusCode: StatusCodes.Status201Created);
    }

    private string Searchset(string id) => JsonSerializer.Serialize(new
    {
        resourceType = "Bundle",
        type = "searchset",
        entry = _filed.Where(message => message.Id == id).Select(message => new
        {
            resource = new
            {
                resourceType = "Communication",
                identifier = new[] { new { system = MessageId.System, value = id } },
                subject = new { reference = $"{FhirBase}/Patient/{message.Chart}" },
            },
        }),
    });
}
