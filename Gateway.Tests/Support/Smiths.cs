using System.Collections.Immutable;
using Gateway.Charts;
using Gateway.Policies;
using Gateway.References;
using Gateway.Subjects;

namespace Gateway.Tests.Support;

/// <summary>The Smith family as facts, for tests of pure rules: Susie, her son Johnny (6), her daughter Emma (15).</summary>
internal static class Smiths
{
    public const string MrnSystem = "https://example.org/mrn";

    public static readonly DateOnly Today = new(2026, 11, 22);

    public static readonly ProxyRules Rules = PolicyDocument.Default().Proxies;

    public static readonly ProxyGrant SusieForJohnny = AGrant("susie-for-johnny", "johnny-smith", "MTH");

    public static readonly ProxyGrant SusieForEmma = AGrant("susie-for-emma", "emma-smith", "MTH");

    public static readonly ChartFacts Susie = AChart("susie-smith", "Susie", "1988-03-04", "female");

    public static readonly ChartFacts Johnny = AChart("johnny-smith", "Johnny", "2020-05-17", "male", SusieForJohnny);

    public static readonly ChartFacts Emma = AChart("emma-smith", "Emma", "2011-02-01", "female", SusieForEmma);

    public static readonly PersonFacts SusieAsPerson = new(
        [Susie.Id.Key, SusieForJohnny.RelatedPerson, SusieForEmma.RelatedPerson],
        Susie.Id,
        [new ProxiedChart(Johnny, SusieForJohnny), new ProxiedChart(Emma, SusieForEmma)]);

    public static ProxyGrant AGrant(string id, string chart, params string[] relationships) => new(
        new ResourceKey("RelatedPerson", id), new PatientId(chart), true, [.. relationships], null, null, []);

    public static ChartFacts AChart(string id, string given, string birth, string gender, params ImmutableArray<ProxyGrant> proxies) => new(
        new PatientId(id),
        [new PersonName([given], "Smith")],
        PartialDate.TryParse(birth, out var date) ? date : null,
        gender,
        [new BusinessIdentifier(MrnSystem, $"mrn-{id}")],
        proxies);
}
