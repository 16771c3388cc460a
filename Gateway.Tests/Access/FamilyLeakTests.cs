using System.Text.Json.Nodes;
using Gateway.Storage;
using Gateway.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Access;

/// <summary>A family of five, one proxy of whom is revoked: whoever crawls everything that a token reaches finds no byte of the others.</summary>
public sealed class FamilyLeakTests
{
    private const string Everything = "user/*.cruds";

    private static readonly Reading[] Readings =
    [
        new("Ngozi for herself", Everything, $"Patient/{Lindqvists.Ngozi}", null, null, Lindqvists.Ngozi),
        new("Ngozi launched for Ikenna", "patient/*.cruds", $"Patient/{Lindqvists.Ngozi}", Lindqvists.Ikenna, null, Lindqvists.Ikenna),
        new("Ngozi acting for Astrid", Everything, $"Patient/{Lindqvists.Ngozi}", null, Lindqvists.Astrid, Lindqvists.Astrid),
        new("Ngozi launched for Tobias, whose proxy she was", "patient/*.cruds user/*.cruds", $"Patient/{Lindqvists.Ngozi}", Lindqvists.Tobias, null),
        new("Ngozi as related person of Tobias", Everything, "RelatedPerson/ngozi-for-tobias", null, null),
        new("Sven by his Person", Everything, "Person/sven-for-tobias-person", null, null, Lindqvists.Tobias),
        new("Ikenna himself", "patient/*.cruds", $"Patient/{Lindqvists.Ikenna}", Lindqvists.Ikenna, null, Lindqvists.Ikenna),
        new("doctor Haas, by care team", Everything, "Practitioner/dr-haas", null, null, Lindqvists.Ikenna),
        new("somebody of another server", Everything, "https://elsewhere.example/fhir/Patient/1", Lindqvists.Ikenna, null),
        new("an operator", $"{Everything} system/*.cruds gateway/operate", "Practitioner/rev-olsen", null, null),
        new("Astrid's requests only", "user/CommunicationRequest.rs", $"Patient/{Lindqvists.Ngozi}", Lindqvists.Astrid, null, Lindqvists.Astrid) { SeesMessages = false },
    ];

    [Fact]
    public async Task Nobody_finds_a_byte_of_a_chart_that_is_not_theirs()
    {
        using var telemetry = new CapturedTelemetry();
        await using var gateway = await Lindqvists.StartAsync();
        var secrets = await TellAsync(gateway);

        foreach (var reading in Readings)
        {
            var crawler = new Crawler(gateway, gateway.TokenOf(reading.Scope, reading.Person, reading.Launch), reading.ActsFor, secrets);
            await crawler.RunAsync();

            Assert.True(crawler.Requests > 150, $"{reading.Name}: only {crawler.Requests} requests");
            foreach (var secret in secrets)
            {
                var leaks = crawler.Found(secret);
                Assert.True(reading.Sees(secret) || leaks.Length == 0, $"{reading.Name} saw {secret} in {string.Join("; ", leaks.Take(5))}");
                Assert.True(!reading.Sees(secret) || leaks.Length > 0, $"{reading.Name} never saw {secret}: the crawler, or the test, is blind");
            }
        }

        Assert.All(secrets, secret => Assert.DoesNotContain(gateway.Log.Lines, line => line.Contains(secret.Canary, StringComparison.OrdinalIgnoreCase)));
        Assert.All(secrets, secret => Assert.DoesNotContain(telemetry.Texts, text => text.Contains(secret.Canary, StringComparison.OrdinalIgnoreCase)));
        await AssertNoErrorQuotesAsync(gateway, secrets);
    }

    // Through the front door, as each of them would: filed and held messages, and a request of the clinic in each chart.
    private static async Task<Secret[]> TellAsync(RunningGateway gateway)
    {
        var secrets = new List<Secret>();
        await gateway.Ehr.FaultAsync("refuse", "creates", count: 2);
        foreach (var (sender, chart) in new[]
        {
            (Lindqvists.Ngozi, Lindqvists.Ngozi), (Lindqvists.Ngozi, Lindqvists.Ikenna), (Lindqvists.Ngozi, Lindqvists.Astrid),
            (Lindqvists.Sven, Lindqvists.Sven), (Lindqvists.Sven, Lindqvists.Ikenna), (Lindqvists.Sven, Lindqvists.Tobias),
        })
        {
            foreach (var isHeld in (bool[])[false, true])
            {
                var canary = $"quince{secrets.Count:00}x";
                var message = AMessage.From(sender, chart, $"The rash is back since Monday, see the {canary} note.");
                if (isHeld)
                {
                    message = message.With("about", new JsonArray(new JsonObject { ["display"] = $"the one with the {canary}" }));
                }

                var answer = await gateway.PostAsync(message, gateway.TokenOf("system/*.cruds"));
                Assert.True(answer.Status == 201 && (string?)answer.Json["status"] == (isHeld ? "on-hold" : "completed"), answer.Body);
                secrets.Add(new Secret(canary, $"Communication/{answer.Id}", chart, sender, isHeld));
            }
        }

        foreach (var chart in Lindqvists.All)
        {
            var canary = $"quince{secrets.Count:00}x";
            var request = new JsonObject
            {
                ["resourceType"] = "CommunicationRequest",
                ["status"] = "active",
                ["subject"] = AMessage.Ref($"Patient/{chart}"),
                ["requester"] = AMessage.Ref("Practitioner/dr-haas"),
                ["payload"] = new JsonArray(new JsonObject { ["contentString"] = $"Please send the {canary} readings." }),
            };
            var answer = await gateway.SendAsync(HttpMethod.Post, "CommunicationRequest", gateway.TokenOf("system/*.cruds"), request.ToJsonString());
            Assert.True(answer.Status == 201, answer.Body);
            secrets.Add(new Secret(canary, $"CommunicationRequest/{answer.Id}", chart, "nobody", false));
        }

        return [.. secrets];
    }

    private static async Task AssertNoErrorQuotesAsync(RunningGateway gateway, Secret[] secrets)
    {
        await using var db = await gateway.Services.GetRequiredService<IDbContextFactory<GatewayDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        var faults = await db.Outbox.Where(entry => entry.Fault != null).Select(entry => entry.Fault!).ToListAsync(TestContext.Current.CancellationToken);
        var reasons = await db.Audit.Where(entry => entry.Reasons != null).Select(entry => entry.Reasons!).ToListAsync(TestContext.Current.CancellationToken);

        Assert.NotEmpty(faults);
        Assert.All(secrets, secret => Assert.DoesNotContain([.. faults, .. reasons], text => text.Contains(secret.Canary, StringComparison.Ordinal)));
    }

    /// <summary>One token, and the charts that docs/security.md gives it.</summary>
    private sealed record Reading(string Name, string Scope, string Person, string? Launch, string? ActsFor, params string[] Charts)
    {
        public bool SeesMessages { get; init; } = true;

        public bool Sees(Secret secret) => Charts.Contains(secret.Chart)
            && (SeesMessages || !secret.IsMessage)
            && (!secret.IsHeld || Person == $"Patient/{secret.Sender}");
    }
}
