using System.Collections.Immutable;
using Gateway.Charts;
using Gateway.Policies;
using Gateway.Recipients;
using Gateway.References;
using Gateway.Routing;
using Gateway.Subjects;
using Gateway.Tests.Support;
using Gateway.Triage;

namespace Gateway.Tests.Recipients;

/// <summary>Who may have the list, and who is on it.</summary>
public sealed class RecipientsPolicyTests
{
    private static readonly RoutingRules NoPools = PolicyDocument.Default().Routing with { ByIntent = ImmutableDictionary<Intent, ResourceKey>.Empty };

    [Theory]
    [InlineData(null, null, true)]
    [InlineData("2026-01-01", null, true)]
    [InlineData(null, "2026-11-22", true)]
    [InlineData(null, "2026-11-21", false)]
    [InlineData("2026-11-23", null, false)]
    [InlineData("2025", "2026-11", true)]
    public void Only_who_cares_for_the_patient_today_is_offered(string? start, string? end, bool isOffered)
    {
        var facts = Facts(Carer("Practitioner/dr-lee", new Days(Date(start), Date(end))));

        Assert.Equal(isOffered, Offered(facts).Length == 1);
    }

    [Fact]
    public void Both_the_team_and_the_membership_must_be_in_force()
    {
        var over = new Days(null, Date("2020"));

        Assert.Empty(Offered(Facts(Carer("Practitioner/dr-lee", new Days(null, null), over))));
        Assert.Empty(Offered(Facts(Carer("Practitioner/dr-lee", new Days(null, null, Readable: false)))));
    }

    [Theory]
    [InlineData("Patient/susie-smith")]
    [InlineData("RelatedPerson/susie-for-johnny")]
    [InlineData("CareTeam/susie-smith-team")]
    public void Nobody_of_the_family_and_no_team_of_a_patient_is_offered(string key) =>
        Assert.Empty(Offered(Facts(Carer(key))));

    [Fact]
    public void Who_is_no_longer_there_or_has_no_name_is_left_out()
    {
        var relations = ImmutableArray.Create(Carer("Practitioner/gone"), Carer("Practitioner/nameless"), Carer("Practitioner/unknown"));
        var names = ImmutableDictionary.CreateRange(
        [
            KeyValuePair.Create(Key("Practitioner/gone"), new RecipientName("Dr. Gone", false)),
            KeyValuePair.Create(Key("Practitioner/nameless"), new RecipientName(null, true)),
        ]);

        Assert.Empty(Offered(new RecipientFacts(relations, names)));
    }

    [Fact]
    public void One_who_is_several_things_is_offered_once()
    {
        var facts = Facts(Carer("Practitioner/dr-lee"), Carer("Practitioner/dr-lee") with { Purpose = Purpose.GeneralPractitioner }, Carer("Practitioner/dr-lee"));

        var choice = Assert.Single(Offered(facts));
        Assert.Equal([Purpose.GeneralPractitioner, Purpose.CareTeamMember], choice.Purposes);
    }

    [Fact]
    public void Pools_come_with_what_they_are_for_and_are_offered_also_if_the_EHR_has_no_name_for_them()
    {
        var choices = RecipientsPolicy.ChoicesFor(Facts(), PolicyDocument.Default().Routing, Smiths.Today);

        Assert.Equal(
            [
                ("CareTeam/pool-nurse-triage", "Clinical questions"), ("CareTeam/pool-refill", "Refills"),
                ("CareTeam/pool-scheduling", "Appointments"), ("CareTeam/pool-billing", "Billing and forms"),
            ],
            choices.Select(choice => (choice.Key.ToString(), choice.Display)));
        Assert.Equal([Purpose.Clinical, Purpose.NewSymptom, Purpose.TestResult], choices[0].Purposes);
    }

    [Fact]
    public void A_pool_that_cannot_be_described_or_was_closed_is_left_out()
    {
        var routing = NoPools with
        {
            ByIntent = NoPools.ByIntent.Add(Intent.Refill, Key("Group/refills")).Add(Intent.Scheduling, Key("HealthcareService/desk")),
        };
        var closed = new RecipientFacts([], ImmutableDictionary<ResourceKey, RecipientName>.Empty.Add(Key("HealthcareService/desk"), new RecipientName("Desk", false)));

        Assert.Empty(RecipientsPolicy.ChoicesFor(closed, routing, Smiths.Today));
        Assert.Equal(["HealthcareService/desk"], RecipientsPolicy.ChoicesFor(Facts(), routing, Smiths.Today).Select(choice => choice.Key.ToString()));
    }

    [Fact]
    public void A_carer_whose_time_is_over_is_still_a_pool_if_the_policy_says_so()
    {
        var routing = NoPools with { ByIntent = NoPools.ByIntent.Add(Intent.Refill, Key("Practitioner/dr-lee")) };

        var choice = Assert.Single(RecipientsPolicy.ChoicesFor(Facts(Carer("Practitioner/dr-lee", new Days(null, Date("2020")))), routing, Smiths.Today));

        Assert.Equal([Purpose.Refill], choice.Purposes);
    }

    [Fact]
    public void A_chart_that_is_not_there_is_refused_like_one_that_is_not_hers()
    {
        var hers = new WriterFacts(IsSystem: false, NeedsLaunchChart: false, LaunchChart: null, Person: Smiths.Susie.Id.Key);
        var foreign = Smiths.AChart("mark-smith", "Mark", "1985-01-01", "male");

        var there = ObjectionTo(hers, new Lookup<ChartFacts>.Found(foreign), Smiths.Susie.Id.Key);
        var notThere = ObjectionTo(hers, new Lookup<ChartFacts>.NotFound(), Smiths.Susie.Id.Key);

        Assert.Equal("proxy-none", Assert.IsType<RecipientsAnswer.Forbidden>(there).Objection.RuleId);
        Assert.Equal(there, notThere);
    }

    [Fact]
    public void A_token_that_names_nobody_gets_nothing_unless_it_is_a_systems()
    {
        var nobody = new WriterFacts(IsSystem: false, NeedsLaunchChart: false, LaunchChart: null, Person: null);
        var chart = new Lookup<ChartFacts>.Found(Smiths.Susie);

        Assert.IsType<RecipientsAnswer.Forbidden>(ObjectionTo(nobody, chart, default));
        Assert.Null(ObjectionTo(nobody with { IsSystem = true }, chart, default));
        Assert.IsType<RecipientsAnswer.NoSuchChart>(ObjectionTo(nobody with { IsSystem = true }, new Lookup<ChartFacts>.NotFound(), default));
    }

    [Fact]
    public void Nothing_is_told_while_the_EHR_does_not_answer()
    {
        var system = new WriterFacts(IsSystem: true, NeedsLaunchChart: false, LaunchChart: null, Person: null);
        var facts = FactsOf(system, new Lookup<ChartFacts>.Found(Smiths.Johnny), Smiths.Susie.Id.Key) with { Sender = new Lookup<PersonFacts>.Unavailable() };

        Assert.IsType<RecipientsAnswer.Unavailable>(ObjectionTo(system, new Lookup<ChartFacts>.Unavailable(), default));
        Assert.IsType<RecipientsAnswer.Unavailable>(RecipientsPolicy.ObjectionTo(facts, Smiths.Johnny.Id, Smiths.Rules));
    }

    [Fact]
    public void A_chart_without_birth_date_gives_a_proxy_nothing()
    {
        var chart = new Lookup<ChartFacts>.Found(Smiths.Johnny with { BirthDate = null });
        var writer = new WriterFacts(IsSystem: false, NeedsLaunchChart: true, Smiths.Johnny.Id, Smiths.Susie.Id.Key);

        Assert.Equal("proxy-age-unknown", Assert.IsType<RecipientsAnswer.Forbidden>(ObjectionTo(writer, chart, Smiths.Susie.Id.Key)).Objection.RuleId);
    }

    private static RecipientsAnswer? ObjectionTo(WriterFacts writer, Lookup<ChartFacts> chart, ResourceKey sender) =>
        RecipientsPolicy.ObjectionTo(FactsOf(writer, chart, sender), new PatientId("nobody"), Smiths.Rules);

    private static StructuralFacts FactsOf(WriterFacts writer, Lookup<ChartFacts> chart, ResourceKey sender) =>
        new(chart, writer, new Lookup<PersonFacts>.Found(Smiths.SusieAsPerson), sender, [], [], [], Smiths.Today);

    private static ImmutableArray<RecipientChoice> Offered(RecipientFacts facts) => RecipientsPolicy.ChoicesFor(facts, NoPools, Smiths.Today);

    private static RecipientFacts Facts(params ImmutableArray<CareRelation> relations) => new(
        relations,
        relations.Select(relation => relation.Key).Distinct().ToImmutableDictionary(key => key, key => new RecipientName(key.Id, true)));

    private static CareRelation Carer(string key, params ImmutableArray<Days> days) => new(Key(key), null, Purpose.CareTeamMember, days);

    private static ResourceKey Key(string text) => ResourceKey.TryParse(text, out var key) ? key : throw new ArgumentException(text);

    private static PartialDate? Date(string? text) => PartialDate.TryParse(text, out var date) ? date : null;
}
