using System.Collections.Immutable;
using Gateway.Charts;
using Gateway.Subjects;
using Gateway.Subjects.Identifiers;
using Gateway.Subjects.Naming;
using Gateway.Tests.Support;

namespace Gateway.Tests.Subjects;

/// <summary>What paper says of its patient, beside Susie's chart (3/4/1988), and those of Johnny (5/17/2020) and Emma (2/1/2011).</summary>
public sealed class LabelledIdentityPolicyTests
{
    private static readonly ChartFacts Susie = Smiths.Susie with { Numbers = [Number("100001")] };

    private static readonly ImmutableArray<ChartFacts> Children = [Smiths.Johnny with { Numbers = [Number("100003")] }, Smiths.Emma with { Numbers = [Number("100004")] }];

    [Theory]
    [InlineData("pass", "Susie Smith", "3/4/1988", null)]
    [InlineData("pass", "SMITH, SUSIE Q", null, null)]
    [InlineData("pass", "Susan Smith-Baker", "03/04/1988", null)]
    [InlineData("pass", "Susie Baker", "3/4/1988", null)]
    [InlineData("pass", "Susie", null, null)]
    [InlineData("pass", null, "4.3.1988", null)]
    [InlineData("pass", null, null, "100001")]
    [InlineData("pass", "Susie Smith", null, "LAB-77812")]
    [InlineData("pass", "Susie Smith", "3/4/1988", "LAB-77812")]
    [InlineData("johnny", "Johnny Smith", "5/17/2020", null)]
    [InlineData("johnny", "Johnny Smith", null, null)]
    [InlineData("johnny", "SMITH, JOHNNY", null, null)]
    [InlineData("johnny", null, "5/17/2020", null)]
    [InlineData("johnny", null, null, "0100003")]
    [InlineData("emma", "Emma Smith", "2/1/2011", null)]
    [InlineData("emma", "Emma", null, null)]
    [InlineData("other", "Mark Smith", "1/2/1985", null)]
    [InlineData("other", "Susie Smith", "1/2/1960", null)]
    [InlineData("other", null, "1/2/1985", null)]
    [InlineData("doubt", "Mark Smith", null, null)]
    [InlineData("doubt", "Peter Baker", null, "LAB-77812")]
    [InlineData("doubt", "Susie Smith", "1/2/1960", "100001")]
    [InlineData("doubt", "Mark Smith", "3/4/1988", null)]
    public void Paper_objects_where_it_says_something_else(string expected, string? name, string? birth, string? number) =>
        Assert.Equal(expected, Judge(name, birth, number, Susie, Children));

    [Fact]
    public void A_name_that_father_and_son_share_needs_more()
    {
        var son = Smiths.AChart("susie-jr", "Susie", "2015-01-01", "female");

        Assert.Equal("doubt", Judge("Susie Smith", null, null, Susie, [son]));
        Assert.Equal("pass", Judge("Susie Smith", "3/4/1988", null, Susie, [son]));
        Assert.Equal("susie", Judge("Susie Smith", "1/1/2015", null, Susie, [son]));
    }

    private static string Judge(string? name, string? birth, string? number, ChartFacts chart, ImmutableArray<ChartFacts> others)
    {
        var claim = new IdentityClaim("Communication.payload[0].content.data", [], name is null ? [] : [WrittenName.Read(name)!], null)
        {
            BirthDates = birth is null ? [] : WrittenDate.At(birth, 0)!.Value.Readings,
            Numbers = number is null ? [] : [new PatientNumber(NumberKind.Record, string.Empty, number)],
            IsLabelled = true,
        };
        return IdentityPolicy.Assess(claim, chart, others) switch
        {
            null => "pass",
            { Kind: FindingKind.OtherChart, OtherCharts: [var one, ..] } => one.Value.Split('-')[0],
            { Kind: FindingKind.OtherChart } => "other",
            { Kind: FindingKind.Doubt } => "doubt",
            _ => "?",
        };
    }

    private static PatientNumber Number(string value) => new(NumberKind.Record, Smiths.MrnSystem, value);
}
