using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Gateway.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Gateway.Tests.OnCall;

/// <summary>A pager system on loopback: it takes signed calls, and remembers each with its time.</summary>
internal sealed class Pager : IAsyncDisposable
{
    public const string Secret = "a-secret-of-the-pager-for-tests";

    private readonly WebApplication app;
    private readonly ConcurrentQueue<Call> calls = new();

    private Pager(WebApplication app, Uri url) => (this.app, Url) = (app, url);

    public Uri Url { get; }

    /// <summary>What it answers instead of 200, while it is set.</summary>
    public int? Failing { get; set; }

    public IReadOnlyList<Call> Calls => [.. calls];

    public static async Task<Pager> StartAsync()
    {
        var url = FreePort.Url();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url.ToString());
        var app = builder.Build();
        var pager = new Pager(app, new Uri(url, "page"));
        app.MapPost("/page", (Delegate)pager.TakeAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return pager;
    }

    /// <summary>Waits until the calls that were taken are as wished.</summary>
    public async Task<IReadOnlyList<Call>> UntilAsync(Func<IReadOnlyList<Call>, bool> wished)
    {
        for (var attempt = 0; attempt < 900; attempt++)
        {
            if (wished(Calls))
            {
                return Calls;
            }

            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        Assert.Fail($"The pager was not called as wished, but: {string.Join(" ", Calls.Select(call => call.Key))}");
        return [];
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task<IResult> TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var headers = context.Request.Headers;
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{headers["webhook-id"]}.{headers["webhook-timestamp"]}."), .. body.ToArray()];
        if (headers["webhook-signature"] != $"v1,{Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), signed))}"
            || headers["Idempotency-Key"] != headers["webhook-id"])
        {
            return Results.Unauthorized();
        }

        if (Failing is { } status)
        {
            return Results.StatusCode(status);
        }

        calls.Enqueue(new Call(headers["webhook-id"]!, Encoding.UTF8.GetString(body.ToArray()), TimeProvider.System.GetUtcNow()));
        return Results.Ok();
    }

    /// <summary>One call, as it came.</summary>
    internal sealed record Call(string Key, string Body, DateTimeOffset At)
    {
        private JsonNode Json => JsonNode.Parse(Body)!;

        public string Alert => (string)Json["alert"]!;

        public int Step => (int)Json["step"]!;

        public int Level => (int)Json["level"]!;

        public string Who => (string)Json["who"]!;
    }
}
