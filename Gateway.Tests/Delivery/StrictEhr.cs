using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Gateway.References;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Gateway.Tests.Delivery;

/// <summary>An EHR on a real socket: it files what it is sent without conditional create, and fails as a test tells it to.</summary>
internal sealed class StrictEhr : IAsyncDisposable
{
    private readonly ConcurrentQueue<Func<StrictEhr, HttpContext, byte[], Task>> _script = new();
    private readonly ConcurrentDictionary<string, Func<StrictEhr, HttpContext, byte[], Task>> _always = new();
    private readonly ConcurrentQueue<Filed> _filed = new();
    private readonly ConcurrentQueue<string> _calls = new();
    private readonly WebApplication _app;
    private int _lastId;

    private StrictEhr(WebApplication app) => _app = app;

    public Uri FhirBase => new(_app.Urls.Single() + "/fhir");

    /// <summary>What is in the EHR, in the order in which it was filed.</summary>
    public IReadOnlyList<Filed> FiledMessages => [.. _filed];

    /// <summary>What was asked of it, as <c>POST Communication</c> or <c>GET Communication?identifier=…</c>.</summary>
    public IReadOnlyList<string> Calls => [.. _calls];

    /// <summary>How a search answers; null for honestly.</summary>
    public Func<HttpContext, Task>? Search { get; set; }

    public static async Task<StrictEhr> StartAsync(CancellationToken cancellationToken, X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(certificate is null ? "http://127.0.0.1:0" : "https://127.0.0.1:0");
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureHttpsDefaults(https => https.ServerCertificate = certificate));
        var app = builder.Build();
        var ehr = new StrictEhr(app);
        app.MapPost("/fhir/Communication", ehr.CreateAsync);
        app.MapGet("/fhir/Communication", ehr.SearchAsync);
        app.MapGet("/fhir/Patient/{id}", ehr.ReadPatientAsync);
        await app.StartAsync(cancellationToken);
        return ehr;
    }

    /// <summary>The next create is answered so.</summary>
    public StrictEhr Next(Func<StrictEhr, HttpContext, byte[], Task> answer)
    {
        _script.Enqueue(answer);
        return this;
    }

    /// <summary>Every create of that message is answered so.</summary>
    public void Always(string messageId, Func<StrictEhr, HttpContext, byte[], Task> answer) => _always[messageId] = answer;

    public void Honest(string messageId) => _always.TryRemove(messageId, out _);

    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(atOnce.Token);
        await _app.DisposeAsync();
    }

    public static Func<StrictEhr, HttpContext, byte[], Task> Status(int status, string? ehrNumber = null, int? retryAfter = null) =>
        (_, http, _) => AnswerAsync(http, status, ehrNumber, retryAfter);

    /// <summary>Files, and breaks the connection before the answer.</summary>
    public static Task LoseAnswerAfterFiling(StrictEhr ehr, HttpContext http, byte[] body)
    {
        ehr.File(body);
        http.Abort();
        return Task.CompletedTask;
    }

    /// <summary>Files, and never answers.</summary>
    public static Task HangAfterFiling(StrictEhr ehr, HttpContext http, byte[] body)
    {
        ehr.File(body);
        return Task.Delay(Timeout.Infinite, http.RequestAborted);
    }

    /// <summary>Never answers, and files nothing until the test does.</summary>
    public static Task Hang(StrictEhr ehr, HttpContext http, byte[] body) => Task.Delay(Timeout.Infinite, http.RequestAborted);

    public static Task FileWithoutLocation(StrictEhr ehr, HttpContext http, byte[] body)
    {
        ehr.File(body);
        http.Response.StatusCode = StatusCodes.Status201Created;
        return Task.CompletedTask;
    }

    public static Func<StrictEhr, HttpContext, byte[], Task> FileWithLocation(string format) => (ehr, http, body) =>
    {
        http.Response.Headers.Location = string.Format(System.Globalization.CultureInfo.InvariantCulture, format, ehr.File(body));
        http.Response.StatusCode = StatusCodes.Status201Created;
        return Task.CompletedTask;
    };

    public static Task FileThenConflict(StrictEhr ehr, HttpContext http, byte[] body)
    {
        ehr.File(body);
        return AnswerAsync(http, StatusCodes.Status409Conflict, null, null);
    }

    public string File(byte[] body)
    {
        var id = $"e{Interlocked.Increment(ref _lastId)}";
        _filed.Enqueue(new Filed(id, MessageIdIn(body), body));
        return id;
    }

    private async Task CreateAsync(HttpContext http)
    {
        _calls.Enqueue("POST Communication");
        using var buffer = new MemoryStream();
        await http.Request.Body.CopyToAsync(buffer, http.RequestAborted);
        var body = buffer.ToArray();
        if (http.Request.ContentType != "application/fhir+json; charset=utf-8")
        {
            await AnswerAsync(http, StatusCodes.Status415UnsupportedMediaType, null, null);
        }
        else if (_always.TryGetValue(MessageIdIn(body), out var always))
        {
            await always(this, http, body);
        }
        else
        {
            var answer = _script.TryDequeue(out var scripted) ? scripted : FileWithLocation(FhirBase + "/Communication/{0}/_history/1");
            await answer(this, http, body);
        }
    }

    private async Task SearchAsync(HttpContext http)
    {
        var identifier = http.Request.Query["identifier"].ToString();
        _calls.Enqueue($"GET Communication?identifier={identifier}");
        if (Search is { } scripted)
        {
            await scripted(http);
            return;
        }

        var entries = _filed.Where(filed => $"{MessageId.System}|{filed.MessageId}" == identifier).Select(filed => $$$"""
            {"resource":{"resourceType":"Communication","id":"{{{filed.EhrId}}}",
            "identifier":[{"system":"{{{MessageId.System}}}","value":"{{{filed.MessageId}}}"}]}}
            """);
        await JsonAsync(http, StatusCodes.Status200OK, $$"""{"resourceType":"Bundle","type":"searchset","entry":[{{string.Join(',', entries)}}]}""");
    }

    private async Task ReadPatientAsync(HttpContext http)
    {
        _calls.Enqueue($"GET Patient/{http.Request.RouteValues["id"]}");
        if (_script.TryDequeue(out var scripted))
        {
            await scripted(this, http, []);
            return;
        }

        await JsonAsync(http, StatusCodes.Status200OK, """{"resourceType":"Patient"}""");
    }

    private static Task AnswerAsync(HttpContext http, int status, string? ehrNumber, int? retryAfter)
    {
        if (retryAfter is { } seconds)
        {
            http.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        var details = ehrNumber is null ? "" : $$""","details":{"coding":[{"system":"urn:oid:1.2.3","code":"{{ehrNumber}}"}]}""";
        return JsonAsync(http, status, $$"""
            {"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"processing","diagnostics":"quotes: chest pain"{{details}} }]}
            """);
    }

    private static Task JsonAsync(HttpContext http, int status, string json)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/fhir+json";
        return http.Response.WriteAsync(json, http.RequestAborted);
    }

    private static string MessageIdIn(byte[] body)
    {
        using var message = JsonDocument.Parse(body);
        return message.RootElement.GetProperty("identifier")[0].GetProperty("value").GetString()!;
    }

    /// <summary>One Communication in the EHR.</summary>
    internal sealed record Filed(string EhrId, string MessageId, byte[] Content);
}
