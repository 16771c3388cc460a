using System.Text.Json.Nodes;
using Gateway.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Gateway.Tests.SignIn;

/// <summary>Clients that publish their keys at an address of theirs.</summary>
public sealed class PublishedKeysTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>, IAsyncLifetime
{
    private readonly ASystem system = new();
    private readonly Uri home = FreePort.Url();
    private WebApplication? server;
    private JsonObject published = [];
    private string? cacheControl;
    private int fetches;
    private int status = 200;

    private RunningGateway Gateway => fixture.Gateway;

    private string Address => new Uri(home, "jwks").ToString();

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(home.ToString());
        server = builder.Build();
        server.MapGet("/jwks", (HttpContext context) =>
        {
            Interlocked.Increment(ref fetches);
            context.Response.Headers.CacheControl = cacheControl;
            context.Response.Headers.Location = "/elsewhere";
            return Results.Text(published.ToJsonString(), "application/json", statusCode: status);
        });
        server.MapGet("/elsewhere", () => Results.Text(system.Jwks().ToJsonString(), "application/json"));
        await server.StartAsync(TestContext.Current.CancellationToken);

        published = system.Jwks();
        var registration = system.Registration();
        registration.Remove("jwks");
        registration["jwksUri"] = Address;
        await Gateway.RegisterAsync(registration);
    }

    public async ValueTask DisposeAsync()
    {
        await server!.DisposeAsync();
        system.Dispose();
    }

    [Fact]
    public async Task They_are_fetched_and_kept_for_as_long_as_they_say()
    {
        cacheControl = "max-age=600";

        await AskAsync(200);
        await PastAMomentAsync();
        await AskAsync(200);

        Assert.Equal(1, fetches);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("no-store")]
    [InlineData("no-cache, max-age=600")]
    public async Task They_are_fetched_each_time_where_they_may_not_be_kept(string? header)
    {
        cacheControl = header;

        await AskAsync(200);
        await PastAMomentAsync();
        await AskAsync(200);

        Assert.Equal(2, fetches);
    }

    [Fact]
    public async Task A_new_key_is_found_while_the_old_set_is_kept()
    {
        cacheControl = "max-age=600";
        await AskAsync(200);
        published = new JsonObject { ["keys"] = new JsonArray(system.Curve("2027-01")) };
        await PastAMomentAsync();

        await AskAsync(200, header => header["kid"] = "2027-01");
        await AskAsync(401);
    }

    [Fact]
    public async Task Guessed_key_ids_do_not_make_us_ask_again_and_again()
    {
        cacheControl = "max-age=600";
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => AskAsync(401, header => header["kid"] = $"guess-{i}")));

        Assert.InRange(fetches, 1, 3);
    }

    [Theory]
    [InlineData(302)]
    [InlineData(404)]
    [InlineData(500)]
    public async Task An_address_that_does_not_answer_with_keys_signs_nobody_in(int answer)
    {
        status = answer;

        await AskAsync(401);
    }

    [Fact]
    public async Task Two_keys_with_one_kid_are_no_key()
    {
        using var other = new ASystem();
        published = new JsonObject { ["keys"] = new JsonArray(system.Curve(), other.Curve()) };

        await AskAsync(401);
    }

    [Fact]
    public async Task A_jku_is_taken_if_it_is_the_registered_address()
    {
        await AskAsync(200, header => header["jku"] = Address);
        await AskAsync(401, header => header["jku"] = $"{Address}?");
    }

    [Fact]
    public async Task A_set_that_is_far_too_large_is_not_read()
    {
        published["note"] = new string('x', 100_000);

        await AskAsync(401);
    }

    private static Task PastAMomentAsync() => Task.Delay(1_100, TestContext.Current.CancellationToken);

    private async Task AskAsync(int expected, Action<JsonObject>? header = null)
    {
        var answer = await Gateway.AskForTokenAsync(ASystem.Form(system.Assertion(Gateway.TokenUrl(), header)));
        Assert.Equal(expected, answer.Status);
    }
}
