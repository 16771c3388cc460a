using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Gateway.Tests.Connections;

/// <summary>An EHR that asks for a token of SMART Backend Services, on a real socket.</summary>
internal sealed class GuardedEhr : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<IFormCollection> _signIns = new();
    private readonly ConcurrentQueue<string> _calls = new();
    private readonly ConcurrentQueue<(string Target, string Body)> _requests = new();
    private string _goodToken = "none yet";

    private GuardedEhr(WebApplication app) => _app = app;

    public Uri FhirBase => new(_app.Urls.Single() + "/fhir");

    public Uri TokenEndpoint => new(_app.Urls.Single() + "/token");

    public IReadOnlyList<IFormCollection> SignIns => [.. _signIns];

    /// <summary>Calls to the FHIR API with the Authorization header that they carried.</summary>
    public IReadOnlyList<string> Calls => [.. _calls];

    /// <summary>Target and body of each call.</summary>
    public IReadOnlyList<(string Target, string Body)> Requests => [.. _requests];

    public int ExpiresIn { get; set; } = 300;

    /// <summary>How the token endpoint answers instead; null for well.</summary>
    public Func<HttpContext, Task>? TokenAnswer { get; set; }

    /// <summary>Statuses that the FHIR API answers first.</summary>
    public ConcurrentQueue<int> FirstStatuses { get; } = new();

    public static async Task<GuardedEhr> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var ehr = new GuardedEhr(app);
        app.MapGet("/fhir/.well-known/smart-configuration", () => Results.Json(new { token_endpoint = ehr.TokenEndpoint.OriginalString }));
        app.MapPost("/token", ehr.SignInAsync);
        app.Map("/fhir/{**rest}", ehr.AnswerAsync);
        await app.StartAsync(cancellationToken);
        return ehr;
    }

    /// <summary>Tokens given so far serve no more.</summary>
    public void RevokeTokens() => _goodToken = "revoked";

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task SignInAsync(HttpContext http)
    {
        _signIns.Enqueue(await http.Request.ReadFormAsync(http.RequestAborted));
        if (TokenAnswer is { } answer)
        {
            await answer(http);
            return;
        }

        _goodToken = $"token-{_signIns.Count}";
        await http.Response.WriteAsJsonAsync(
            new { access_token = _goodToken, token_type = "bearer", expires_in = ExpiresIn, scope = "system/*.rs" }, http.RequestAborted);
    }

    private async Task AnswerAsync(HttpContext http)
    {
        var authorization = http.Request.Headers.Authorization.ToString();
        _calls.Enqueue($"{http.Request.Method} {authorization}");
        using var body = new StreamReader(http.Request.Body);
        _requests.Enqueue(($"{http.Request.Path}{http.Request.QueryString}", await body.ReadToEndAsync(http.RequestAborted)));
        if (FirstStatuses.TryDequeue(out var status))
        {
            http.Response.StatusCode = status;
            return;
        }

        http.Response.StatusCode = authorization == $"Bearer {_goodToken}" ? 200 : 401;
        await http.Response.WriteAsync("{}", http.RequestAborted);
    }
}
