using System.Text.Json.Nodes;
using Gateway.Policies;
using Gateway.References;
using Gateway.Triage;

namespace Gateway.Tests.Policies;

/// <summary>Departments and practitioners lay their parts over the organisation's rules; which of them apply follows from whom a message is to.</summary>
public sealed class OverrideTests
{
    private const string Heart = "HealthcareService/heart";
    private const string Lee = "Practitioner/dr-lee";
    private const string Kim = "Practitioner/dr-kim";
    private const string Cho = "Practitioner/dr-cho";

    private static readonly JsonObject Document = APolicy.Named("p-1")
        .Set("/departments", JsonNode.Parse($$"""
            {
              "{{Heart}}": { "routing": { "byIntent": { "refill": "CareTeam/heart-refills", "social": "CareTeam/heart-desk" } } },
              "Organization/lungs": { "subjects": { "several": "ask" } }
            }
            """))
        .Set("/practitioners", JsonNode.Parse($$"""
            {
              "{{Lee}}": { "subjects": { "someoneElseWithChart": { "weak": "hold", "strong": "hold" } } },
              "{{Kim}}": { "department": "{{Heart}}", "routing": { "byIntent": { "social": "CareTeam/kim-desk" } } },
              "{{Cho}}": {}
            }
            """));

    private static readonly OrganisationPolicy Policy = Document.Read();

    [Theory]
    [InlineData("", null)]
    [InlineData("Practitioner/somebody Patient/ana-diaz CareTeam/pool-refill", null)]
    [InlineData("HealthcareService/heart", Heart)]
    [InlineData("Organization/lungs HealthcareService/heart", "Organization/lungs")]
    [InlineData("Practitioner/dr-lee", Lee)]
    [InlineData("HealthcareService/heart Practitioner/dr-lee", Lee)]
    [InlineData("Practitioner/dr-kim Practitioner/dr-lee", Kim)]
    [InlineData("Practitioner/dr-lee Practitioner/dr-kim", Lee)]
    [InlineData("Practitioner/dr-cho Practitioner/dr-lee", Cho)]
    public void The_first_practitioner_counts_then_the_first_department_then_the_organisation(string recipients, string? applied) =>
        Assert.Equal(applied, Policy.For(KeysOf(recipients)).Override?.Key.ToString());

    [Fact]
    public void A_part_changes_what_it_says_and_nothing_else()
    {
        var heart = Policy.For(KeysOf(Heart));

        Assert.Equal("CareTeam/heart-refills", heart.Routing.ByIntent[Intent.Refill].ToString());
        Assert.Equal(Policy.Organisation.Routing.ByIntent[Intent.Scheduling], heart.Routing.ByIntent[Intent.Scheduling]);
        Assert.Equal((Policy.Organisation.Subjects, Policy.Organisation.Version), (heart.Subjects, heart.Version));
        Assert.Equal(DoubtAction.Hold, Policy.For(KeysOf(Lee)).Subjects.SomeoneElseWithChart.Weak);
    }

    [Fact]
    public void A_practitioners_part_is_laid_over_the_department_that_it_names()
    {
        var kim = Policy.For(KeysOf(Kim));

        Assert.Equal("CareTeam/heart-refills", kim.Routing.ByIntent[Intent.Refill].ToString());
        Assert.Equal("CareTeam/kim-desk", kim.Routing.ByIntent[Intent.Social].ToString());
    }

    [Fact]
    public void What_may_be_absent_is_taken_away_with_null()
    {
        var document = APolicy.Named("p-2")
            .Set("/routing/whenDeclined", "CareTeam/desk")
            .Set("/routing/declines", JsonNode.Parse("""{ "CareTeam/pool-billing": ["social"], "CareTeam/pool-refill": ["social"] }"""));
        document["practitioners"] = new JsonObject { [Lee] = JsonNode.Parse("""{ "routing": { "declines": { "CareTeam/pool-billing": null } } }""") };

        Assert.Equal(["CareTeam/pool-refill"], document.Read().For(KeysOf(Lee)).Routing.Declines.Keys.Select(key => key.ToString()));
    }

    [Theory]
    [InlineData("proxies", """{ "relationships": ["FRND"] }""")]
    [InlineData("version", "\"mine\"")]
    [InlineData("effective", "{}")]
    [InlineData("practitioners", "{}")]
    [InlineData("subjects", """{ "undecided": null }""")]
    [InlineData("routing", """{ "byIntent": { "refill": null } }""")]
    public void Who_may_write_for_whom_and_what_is_around_the_rules_is_the_organisations_alone(string member, string json)
    {
        var document = APolicy.Named("p-3");
        document["practitioners"] = new JsonObject { [Lee] = new JsonObject { [member] = JsonNode.Parse(json) } };

        Assert.All(document.Faults(), fault => Assert.StartsWith($"/practitioners/Practitioner~1dr-lee/{member}", fault.Pointer, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("departments", "Practitioner/dr-lee")]
    [InlineData("departments", "heart")]
    [InlineData("practitioners", "Patient/ana-diaz")]
    [InlineData("practitioners", "Organization/lungs")]
    public void Only_departments_and_practitioners_have_parts(string level, string key)
    {
        var document = APolicy.Named("p-4");
        document[level] = new JsonObject { [key] = new JsonObject() };

        Assert.Equal($"/{level}{PolicyFault.Step(key)}", Assert.Single(document.Faults()).Pointer);
    }

    private static IEnumerable<ResourceKey> KeysOf(string recipients) => recipients.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text =>
    {
        Assert.True(ResourceKey.TryParse(text, out var key));
        return key;
    });
}
