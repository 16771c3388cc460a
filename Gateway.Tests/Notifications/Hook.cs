using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Gateway.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Gateway.Tests.Notifications;

/// <summary>A subscriber's server on loopback, with as many endpoints as a test names; it remembers each notification, taken or not.</summary>
internal sealed class Hook : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Uri url;
    private readonly ConcurrentQueue<Call> calls = new();
    private readonly ConcurrentDictionary<string, int> failing = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> hanging = new();
    private int hangs;
    private int mostHung;

    private Hook(WebApplication app, Uri url) => (this.app, this.url) = (app, url);

    public static async Task<Hook> StartAsync()
    {
        var url = FreePort.Url();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url.ToString());
        var app = builder.Build();
        var hook = new Hook(app, url);
        app.MapPost("/{name}", (Delegate)hook.TakeAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return hook;
    }

    /// <summary>The address of an endpoint.</summary>
    public string At(string name) => new Uri(url, name).ToString();

    /// <summary>Has an endpoint answer so from now on; null for well.</summary>
    public void Answer(string name, int? status)
    {
        if (status is { } code)
        {
            failing[name] = code;
        }
        else
        {
            failing.TryRemove(name, out _);
        }
    }

    /// <summary>How many requests hung at the same time, at most.</summary>
    public int MostHung => mostHung;

    /// <summary>Has an endpoint keep what it is sent without an answer, until it is let go.</summary>
    public void Hang(string name) => hanging[name] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Has all endpoints answer again, also what they have kept.</summary>
    public void LetGo()
    {
        foreach (var name in hanging.Keys)
        {
            if (hanging.TryRemove(name, out var held))
            {
                held.SetResult();
            }
        }
    }

    /// <summary>Waits until so many requests hang.</summary>
    public async Task HungAsync(int count)
    {
        for (var attempt = 0; attempt < 900 && hangs < count; attempt++)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        Assert.Equal(count, hangs);
    }

    /// <summary>All that an endpoint was sent.</summary>
    public IReadOnlyList<Call> Calls(string name) => [.. calls.Where(call => call.Name == name)];

    /// <summary>The event notifications that it took.</summary>
    public IReadOnlyList<Call> Events(string name) => [.. Calls(name).Where(call => call is { Taken: true, Kind: "event-notification" })];

    /// <summary>Waits until an endpoint was sent as wished.</summary>
    public async Task<IReadOnlyList<Call>> UntilAsync(string name, Func<IReadOnlyList<Call>, bool> wished)
    {
        for (var attempt = 0; attempt < 900; attempt++)
        {
            if (wished(Calls(name)))
            {
                return Calls(name);
            }

            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        Assert.Fail($"{name} was not notified as wished, but: {string.Join(' ', Calls(name).Select(call => $"{call.Kind}/{call.Taken}/{string.Join(',', call.Numbers)}"))}");
        return [];
    }

    /// <summary>Waits until an endpoint took so many events.</summary>
    public async Task<IReadOnlyList<Call>> EventsAsync(string name, int count)
    {
        await UntilAsync(name, _ => Events(name).Sum(call => call.Numbers.Count) >= count);
        return Events(name);
    }

    public ValueTask DisposeAsync()
    {
        LetGo();
        return app.DisposeAsync();
    }

    private async Task<IResult> TakeAsync(string name, HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        if (hanging.TryGetValue(name, out var held))
        {
            mostHung = Math.Max(mostHung, Interlocked.Increment(ref hangs));
            await held.Task;
            Interlocked.Decrement(ref hangs);
        }

        var fails = failing.TryGetValue(name, out var status);
        calls.Enqueue(new Call(name, Encoding.UTF8.GetString(body.ToArray()), !fails)
        {
            ContentType = context.Request.ContentType,
            Headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
        });
        return Results.StatusCode(fails ? status : 200);
    }

    /// <summary>One notification, as it came.</summary>
    internal sealed record Call(string Name, string Body, bool Taken)
    {
        public required string? ContentType { get; init; }

        public required IReadOnlyDictionary<string, string> Headers { get; init; }

        public JsonNode Bundle => JsonNode.Parse(Body)!;

        public string Kind => (string)Value("type")!["valueCode"]!;

        public string Status => (string)Value("status")!["valueCode"]!;

        public long Count => long.Parse((string)Value("events-since-subscription-start")!["valueString"]!, System.Globalization.CultureInfo.InvariantCulture);

        public IReadOnlyList<long> Numbers => [.. Parts("event-number").Select(part => long.Parse((string)part["valueString"]!, System.Globalization.CultureInfo.InvariantCulture))];

        /// <summary>What the events happened to, as <c>Type/id</c>.</summary>
        public IReadOnlyList<string> Focuses => [.. Parts("focus").Select(part => string.Join('/', ((string)part["valueReference"]!["reference"]!).Split('/')[^2..]))];

        /// <summary>What else they are about.</summary>
        public IReadOnlyList<string> Contexts => [.. Parts("additional-context").Select(part => string.Join('/', ((string)part["valueReference"]!["reference"]!).Split('/')[^2..]))];

        private IEnumerable<JsonNode> Parameters => Bundle["entry"]![0]!["resource"]!["parameter"]!.AsArray()!;

        private JsonNode? Value(string name) => Parameters.SingleOrDefault(parameter => (string?)parameter["name"] == name);

        private IEnumerable<JsonNode> Parts(string name) => Parameters.Where(parameter => (string?)parameter["name"] == "notification-event")
            .SelectMany(parameter => parameter["part"]!.AsArray()!)
            .Where(part => (string?)part!["name"] == name)!;
    }
}
