using Gateway.Charts;
using Gateway.References;
using Gateway.Subjects;
using Gateway.Tests.Support;

namespace Gateway.Tests.Subjects;

public sealed class ProxyPolicyTests
{
    [Fact]
    public void A_mother_writes_for_her_young_son() => Assert.Equal(ProxyStanding.InForce, Standing(Smiths.Johnny));

    [Fact]
    public void A_mother_no_longer_writes_for_an_adolescent() => Assert.Equal(ProxyStanding.LimitedByAge, Standing(Smiths.Emma));

    [Fact]
    public void A_legal_guardian_still_does() => Assert.Equal(
        ProxyStanding.InForce, Standing(Smiths.Emma with { Proxies = [Smiths.SusieForEmma with { Relationships = ["GUARD"] }] }));

    [Theory]
    [InlineData("2014-11-22", nameof(ProxyStanding.LimitedByAge))]
    [InlineData("2014-11-23", nameof(ProxyStanding.InForce))]
    [InlineData("2008-11-23", nameof(ProxyStanding.LimitedByAge))]
    [InlineData("2008-11-22", nameof(ProxyStanding.InForce))]
    public void The_age_limit_begins_and_ends_on_a_birthday(string birth, string standing) =>
        Assert.Equal(standing, Standing(Smiths.Johnny with { BirthDate = PartialDate.TryParse(birth, out var date) ? date : null }).ToString());

    [Fact]
    public void Without_a_birth_date_the_age_limit_cannot_be_judged() =>
        Assert.Equal(ProxyStanding.AgeUnknown, Standing(Smiths.Johnny with { BirthDate = null }));

    [Fact]
    public void A_grant_that_is_switched_off_is_not_in_force() => Assert.Equal(
        ProxyStanding.NotInForce, Standing(Smiths.Johnny with { Proxies = [Smiths.SusieForJohnny with { Active = false }] }));

    [Theory]
    [InlineData("2026-11-22", nameof(ProxyStanding.InForce))]
    [InlineData("2026-11", nameof(ProxyStanding.InForce))]
    [InlineData("2026-11-21", nameof(ProxyStanding.NotInForce))]
    [InlineData("2025", nameof(ProxyStanding.NotInForce))]
    public void The_last_day_of_a_grant_counts(string end, string standing) =>
        Assert.Equal(standing, Standing(Smiths.Johnny with { Proxies = [Smiths.SusieForJohnny with { End = Date(end) }] }).ToString());

    [Theory]
    [InlineData("2026-11-22", nameof(ProxyStanding.InForce))]
    [InlineData("2026-11-23", nameof(ProxyStanding.NotInForce))]
    public void A_grant_has_to_have_begun(string start, string standing) =>
        Assert.Equal(standing, Standing(Smiths.Johnny with { Proxies = [Smiths.SusieForJohnny with { Start = Date(start) }] }).ToString());

    [Theory]
    [InlineData("C")]
    [InlineData("N")]
    [InlineData("FRND")]
    public void An_emergency_contact_is_no_proxy(string relationship) => Assert.Equal(
        ProxyStanding.RelationshipNotAccepted, Standing(Smiths.Johnny with { Proxies = [Smiths.SusieForJohnny with { Relationships = [relationship] }] }));

    [Fact]
    public void Somebody_elses_grant_helps_nobody_else() => Assert.Equal(
        ProxyStanding.NotRelated, Standing(Smiths.Johnny with { Proxies = [Smiths.AGrant("nanny-for-johnny", "johnny-smith", "GUARD")] }));

    [Fact]
    public void One_grant_in_force_is_enough()
    {
        var ended = Smiths.SusieForJohnny with { End = Date("2020") };

        Assert.Equal(ProxyStanding.InForce, Standing(Smiths.Johnny with { Proxies = [ended, Smiths.SusieForJohnny, ended] }));
    }

    private static ProxyStanding Standing(ChartFacts chart) => ProxyPolicy.StandingOf(Smiths.SusieAsPerson, chart, Smiths.Rules, Smiths.Today);

    private static PartialDate? Date(string text) => PartialDate.TryParse(text, out var date) ? date : null;
}
