using System.Text.Json.Nodes;
using Gateway.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace Gateway.Tests.Journeys;

/// <summary>Behind a proxy that ends TLS on another host and path, clients see that address and no other.</summary>
public sealed class BehindAProxyTests : IAsyncLifetime
{
    private const string Public = "https://messages.clinic.example/care/fhir";

    private RunningGateway gateway = null!;
    private string token = null!;

    public async ValueTask InitializeAsync()
    {
        gateway = await RunningGateway.StartAsync(builder => builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Gateway:PublicBase"] = Public,
            ["Gateway:TrustedProxies:0"] = "127.0.0.1",
        }));
        token = await gateway.Ehr.TokenAsync("system", scope: "system/*.cruds");
    }

    public ValueTask DisposeAsync() => gateway.DisposeAsync();

    [Fact]
    public async Task Every_address_is_the_public_one_to_the_end_of_a_search()
    {
        for (var i = 0; i < 7; i++)
        {
            var made = await ProxiedAsync(HttpMethod.Post, $"{Public}/CommunicationRequest", ARequest(i).ToJsonString());
            Assert.Equal(201, made.Status);
            Assert.StartsWith($"{Public}/CommunicationRequest/", made.Location, StringComparison.Ordinal);
        }

        var seen = new List<string>();
        for (var next = $"{Public}/CommunicationRequest?subject=Patient/susie-smith&_count=2"; next is not null;)
        {
            var page = await ProxiedAsync(HttpMethod.Get, next, null);
            Assert.Equal(200, page.Status);
            AssertInside(page);
            seen.AddRange(page.Json["entry"]!.AsArray().Select(entry => (string)entry!["fullUrl"]!));
            next = page.Json["link"]!.AsArray().Where(link => (string?)link!["relation"] == "next").Select(link => (string?)link!["url"]).SingleOrDefault();
        }

        Assert.Equal(7, seen.Distinct().Count());
        Assert.All(seen, url => Assert.StartsWith($"{Public}/CommunicationRequest/", url, StringComparison.Ordinal));
        foreach (var path in (string[])["CommunicationRequest/_history?_count=3", "metadata", "Patient/susie-smith/CommunicationRequest?_count=3"])
        {
            AssertInside(await ProxiedAsync(HttpMethod.Get, $"{Public}/{path}", null));
        }
    }

    [Fact]
    public async Task An_encrypted_connection_is_believed_of_a_trusted_proxy()
    {
        var answer = await ProxiedAsync(HttpMethod.Get, $"{Public}/metadata", null);

        Assert.Equal("max-age=31536000", answer.Headers["Strict-Transport-Security"]);
    }

    [Fact]
    public async Task Also_where_the_variable_of_ASPNET_would_trust_everybody_nobody_else_is()
    {
        await using var open = await RunningGateway.StartAsync(builder => builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?> { ["ForwardedHeaders_Enabled"] = "true" }));
        var answer = await open.SendAsync(HttpMethod.Get, "metadata", null, headers: ("X-Forwarded-Proto", "https"));

        Assert.Equal(200, answer.Status);
        Assert.False(answer.Headers.ContainsKey("Strict-Transport-Security"));
    }

    private void AssertInside(Answer answer)
    {
        Assert.DoesNotContain(gateway.Url.Authority, answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("evil.example", answer.Body, StringComparison.Ordinal);
    }

    // What a proxy does: the public address becomes the inner one, and headers say where it came from. The host is a lie.
    private Task<Answer> ProxiedAsync(HttpMethod method, string url, string? body)
    {
        Assert.StartsWith(Public, url, StringComparison.Ordinal);
        return gateway.SendAsync(
            method, url[Public.Length..].TrimStart('/'), token, body,
            headers: [("X-Forwarded-For", "203.0.113.7"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Prefix", "/evil.example"), ("Forwarded", "host=evil.example")]);
    }

    private static JsonObject ARequest(int number) => new()
    {
        ["resourceType"] = "CommunicationRequest",
        ["status"] = "draft",
        ["subject"] = AMessage.Ref("Patient/susie-smith"),
        ["requester"] = AMessage.Ref("Practitioner/dr-lee"),
        ["payload"] = new JsonArray(new JsonObject { ["contentString"] = $"Please come in for control {number}." }),
    };
}
