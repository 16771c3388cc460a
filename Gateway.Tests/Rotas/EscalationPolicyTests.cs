using System.Collections.Immutable;
using CsCheck;
using Gateway.Calendars;
using Gateway.Policies;
using Gateway.References;
using Gateway.Rotas;
using NodaTime;

namespace Gateway.Tests.Rotas;

public sealed class EscalationPolicyTests
{
    private static readonly ResourceKey Lee = new("Practitioner", "dr-lee"), Kim = new("Practitioner", "nurse-kim");

    private static readonly OnCallRules Rules = PolicyDocument.Default().OnCall with
    {
        RepeatMinutes = 5,
        SlowestRepeatMinutes = 30,
        Chain = [new ChainLevel("first", 0), new ChainLevel("second", 12), new ChainLevel("first", 20)],
        Rotas = ImmutableDictionary<string, Rota>.Empty.Add("first", AlwaysOn(Lee)).Add("second", AlwaysOn(Kim)),
    };

    [Fact]
    public void It_is_repeated_goes_up_the_chain_and_slows_down_without_an_end()
    {
        var (at, times) = (TimeSpan.Zero, new List<double>());
        for (var step = 0; step < 14; step++)
        {
            at = EscalationPolicy.NextAfter(at, Rules);
            times.Add(at.TotalMinutes);
        }

        Assert.Equal([5, 10, 12, 17, 20, 25, 30, 40, 60, 90, 120, 150, 180, 210], times);
    }

    [Fact]
    public void Whoever_was_reached_stays_told_and_nobody_is_told_twice() =>
        Assert.Equal([(0, Lee), (1, Kim)], EscalationPolicy.ToldAt(Instant.FromUtc(2026, 11, 30, 0, 0), TimeSpan.FromMinutes(25), Rules));

    [Fact]
    public void After_any_wait_the_next_step_is_later_and_never_farther_than_the_slowest_repeat() => Gen.Select(
        Gen.Double[0.05, 60], Gen.Double[1, 5], Gen.Double[0.1, 100].Array[0, 4], Gen.Double[0, 100_000])
        .Sample((repeat, slower, waits, since) =>
        {
            var after = 0d;
            var rules = Rules with
            {
                RepeatMinutes = repeat,
                SlowestRepeatMinutes = repeat * slower,
                Chain = [new ChainLevel("first", 0), .. waits.Select(wait => new ChainLevel("second", after += wait))],
            };
            var now = TimeSpan.FromMinutes(since);
            var wait = EscalationPolicy.NextAfter(now, rules) - now;
            return wait > TimeSpan.Zero && wait <= rules.SlowestRepeat + TimeSpan.FromMilliseconds(1);
        });

    [Theory]
    [InlineData("\"repeatMinutes\": 5", "\"repeatMinutes\": 0", "/onCall/repeatMinutes")]
    [InlineData("\"slowestRepeatMinutes\": 15", "\"slowestRepeatMinutes\": 4", "/onCall/slowestRepeatMinutes")]
    [InlineData("\"rota\": \"second\"", "\"rota\": \"third\"", "/onCall/chain/1/rota")]
    [InlineData("\"afterMinutes\": 15", "\"afterMinutes\": 0", "/onCall/chain/1/afterMinutes")]
    [InlineData(", \"fallback\": \"CareTeam/pool-on-call\"", "", "/onCall/rotas/first: Nobody is on call from monday 00:00 to monday 00:00")]
    [InlineData("\"fallback\": \"CareTeam/pool-on-call\"", "\"fallback\": \"Patient/susie-smith\"", "/onCall/rotas/first/fallback")]
    [InlineData("\"contacts\": []", "\"contacts\": [{ \"who\": \"Practitioner/dr-lee\", \"mail\": \"nowhere\" }]", "/onCall/contacts/0/mail")]
    [InlineData("\"America/Chicago\"", "\"Mars/Olympus\"", "time zone")]
    [InlineData("\"defaultLanguage\": \"en\"", "\"defaultLanguage\": \"fr\"", "/advice/defaultLanguage")]
    [InlineData("[\"tel:1-800-222-1222\", \"tel:911\"]", "[\"https://example.org\"]", "/advice/byLanguage/en/poisoning/call")]
    public void Bad_rules_are_refused_with_the_place(string good, string bad, string named)
    {
        var shipped = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "default.policy.json"));
        Assert.Contains(good, shipped, StringComparison.Ordinal);

        var policy = PolicyDocument.Read(System.Text.Encoding.UTF8.GetBytes(shipped.Replace(good, bad, StringComparison.Ordinal)), out var faults);

        Assert.Null(policy);
        Assert.Contains(faults, fault => fault.ToString().Contains(named, StringComparison.Ordinal));
    }

    private static Rota AlwaysOn(ResourceKey who) => new(DateTimeZone.Utc, []) { Fallback = who };
}
