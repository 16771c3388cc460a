using System.Text;
using System.Text.Json.Nodes;
using Gateway.Policies;
using Gateway.Routing;
using Gateway.Triage;

namespace Gateway.Tests.Policies;

public sealed class PolicyDocumentTests
{
    private static readonly string Shipped = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "default.policy.json"));

    [Fact]
    public void The_policy_that_ships_is_complete() => Assert.Equal("default-1", PolicyDocument.Default().Version);

    [Theory]
    [InlineData("\"version\": \"default-1\"", "\"version\": \" \"", "version")]
    [InlineData("\"someoneElse\": \"hold\"", "\"someoneElse\": \"file\"", "someoneElse")]
    [InlineData("\"someoneElse\": \"hold\",", "", "someoneElse")]
    [InlineData("\"several\": \"hold\"", "\"several\": { \"strong\": \"ask\", \"weak\": \"hold\" }", "several")]
    [InlineData("\"several\": \"hold\"", "\"several\": { \"strong\": \"hold\" }", "several")]
    [InlineData("\"several\": \"hold\"", "\"several\": { \"strong\": \"hold\", \"weak\": \"hold\", \"mild\": \"ask\" }", "several")]
    [InlineData("\"several\": \"hold\"", "\"several\": null", "several")]
    [InlineData("\"refill\": \"CareTeam/pool-refill\",", "", "refill")]
    [InlineData("\"refill\": \"CareTeam/pool-refill\"", "\"refill\": \"the refill desk\"", "refill")]
    [InlineData("\"fromAge\": 12", "\"fromAge\": 18", "adolescents")]
    [InlineData("\"proxies\"", "\"proxys\"", "proxys")]
    [InlineData("\"mostCharacters\": 8000", "\"mostCharacters\": 8", "mostCharacters")]
    [InlineData("\"mostCharacters\": 8000", "\"agreement\": { \"version\": \" \", \"texts\": {} }", "/engagement/agreement/version")]
    [InlineData("\"mostCharacters\": 8000", "\"agreement\": { \"version\": \"1\", \"texts\": { \"en\": { \"title\": \"x\", \"address\": \"rules\" } } }", "/engagement/agreement/texts/en/address")]
    [InlineData("\"withinMinutes\": 0", "\"withinMinutes\": 1441", "/bursts/withinMinutes")]
    [InlineData("\"withinMinutes\": 0", "\"minutes\": 10", "/bursts")]
    [InlineData("\"outOfRange\": \"sameDay\"", "\"outOfRange\": \"routine\"", "/readings/outOfRange")]
    [InlineData("\"most\": 3", "\"most\": 30", "/sufficiency/most")]
    [InlineData("\"visitReason\"", "\"reasonOfVisit\"", "sufficiency")]
    [InlineData("{\n  \"version\"", "\n  \"version\"", "line")]
    [InlineData("\"several\": \"hold\"", "\"several\": \"hold\", \"several\": \"ask\"", "line")]
    [InlineData("\"several\": \"hold\"", "\"several\": \"Hold\"", "/subjects/several")]
    [InlineData("\"version\": \"default-1\"", "\"version\": \"of November\"", "/version")]
    [InlineData("\"version\": \"default-1\"", "\"version\": \"1\", \"effective\": { \"from\": \"2027-01-01T00:00:00\" }", "/effective/from")]
    [InlineData("\"version\": \"default-1\"", "\"version\": \"1\", \"effective\": { \"from\": \"2027-01-01T00:00:00Z\", \"until\": \"2027-01-01T00:00:00Z\" }", "/effective")]
    [InlineData("\"defaultLanguage\": \"en\"", "\"defaultLanguage\": \"fr\"", "/advice/defaultLanguage")]
    [InlineData("\"call\": [\"tel:911\"]", "\"call\": [\"911\"]", "/advice/byLanguage/en/emergency/call/0")]
    [InlineData("\"byIntent\"", "\"declines\": { \"CareTeam/pool-refill\": [\"social\"] }, \"byIntent\"", "/routing")]
    [InlineData("\"byIntent\"", "\"whenDeclined\": \"CareTeam/a\", \"declines\": { \"CareTeam/a\": [\"social\"] }, \"byIntent\"", "/routing/declines/CareTeam~1a")]
    [InlineData("\"byIntent\"", "\"whenDeclined\": \"CareTeam/a\", \"declines\": { \"CareTeam/pool-on-call\": [\"social\"] }, \"byIntent\"", "/routing/declines/CareTeam~1pool-on-call")]
    public void A_bad_policy_is_refused_with_the_place_and_never_half_loaded(string good, string bad, string named)
    {
        Assert.Contains(good, Shipped, StringComparison.Ordinal);

        var policy = PolicyDocument.Read(Encoding.UTF8.GetBytes(Shipped.Replace(good, bad, StringComparison.Ordinal)), out var faults);

        Assert.Null(policy);
        Assert.Contains(faults, fault => fault.ToString().Contains(named, StringComparison.Ordinal));
    }

    [Fact]
    public void A_rule_is_one_action_or_one_for_each_strength()
    {
        var policy = PolicyDocument.Read(
            Encoding.UTF8.GetBytes(Shipped.Replace("\"several\": \"hold\"", "\"several\": { \"strong\": \"hold\", \"weak\": \"attest\" }", StringComparison.Ordinal)), out var faults);

        Assert.Empty(faults);
        Assert.Equal(new SubjectRule(DoubtAction.Hold, DoubtAction.Attest), policy!.Organisation.Subjects.Several);
        Assert.Equal(new SubjectRule(DoubtAction.Hold, DoubtAction.Hold), policy.Organisation.Subjects.Undecided);
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once_and_where()
    {
        var document = APolicy.Named("a name with blanks")
            .Set("/subjects/several", "file")
            .Set("/proxies/adolescents/fromAge", 18)
            .Set("/routing/byIntent/refill", null)
            .Set("/routing/colour", "blue")
            .Set("/practitioners/Practitioner~1dr-lee/subjects/several", "forget");

        var places = document.Faults().Select(fault => fault.Pointer).ToHashSet();

        Assert.Superset(
            new HashSet<string>
            {
                "/version", "/subjects/several", "/routing/byIntent", "/routing/colour", "/practitioners/Practitioner~1dr-lee/subjects/several",
            },
            places);
    }

    [Fact]
    public void What_several_members_say_together_is_told_beside_what_each_says()
    {
        var document = APolicy.Named("1")
            .Set("/proxies/adolescents/fromAge", 18)
            .Set("/departments/Organization~1heart", JsonNode.Parse("""{ "subjects": { "several": { "weak": "ask" } } }"""))
            .Set("/practitioners/Practitioner~1dr-lee/department", "Organization/lungs");

        Assert.Equal(
            ["/departments/Organization~1heart/subjects/several", "/practitioners/Practitioner~1dr-lee/department", "/proxies/adolescents"],
            document.Faults().Select(fault => fault.Pointer).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Visits_that_nobody_agreed_to_knows_of_or_reports_are_not_offered()
    {
        var document = APolicy.Named("1").Set("/evisits/offered", true).Set("/evisits/notice", new JsonObject());
        document["evisits"]!["families"]![1]!["levels"]![1]!["fromMinutes"] = 4;

        Assert.Equal(
            ["/evisits/consent", "/evisits/families", "/evisits/families/1/levels", "/evisits/notice"],
            document.Faults().Select(fault => fault.Pointer).Distinct().Order(StringComparer.Ordinal));
        Assert.False(PolicyDocument.Default().Evisits.Offered);
    }

    [Theory]
    [InlineData(nameof(Urgency.Emergency), nameof(Intent.Refill), "CareTeam/pool-on-call")]
    [InlineData(nameof(Urgency.SameDay), nameof(Intent.Scheduling), "CareTeam/pool-nurse-triage")]
    [InlineData(nameof(Urgency.Routine), nameof(Intent.Refill), "CareTeam/pool-refill")]
    [InlineData(nameof(Urgency.Routine), nameof(Intent.Scheduling), "CareTeam/pool-scheduling")]
    [InlineData(nameof(Urgency.Routine), nameof(Intent.BillingOrForms), "CareTeam/pool-billing")]
    public void Urgency_outranks_the_errand(string urgency, string intent, string pool) =>
        Assert.Equal(pool, RoutingPolicy.PoolFor(Enum.Parse<Urgency>(urgency), [Enum.Parse<Intent>(intent)], PolicyDocument.Default().Routing).ToString());

    [Fact]
    public void A_refill_that_comes_with_a_symptom_is_clinical() => Assert.Equal(
        "CareTeam/pool-nurse-triage", RoutingPolicy.PoolFor(Urgency.Routine, [Intent.Refill, Intent.NewSymptom], PolicyDocument.Default().Routing).ToString());
}
