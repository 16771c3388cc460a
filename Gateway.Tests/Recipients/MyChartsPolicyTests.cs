using System.Collections.Immutable;
using Gateway.Access;
using Gateway.Recipients;
using Gateway.References;
using Gateway.Tests.Support;

namespace Gateway.Tests.Recipients;

/// <summary>In which charts somebody is told that she may write.</summary>
public sealed class MyChartsPolicyTests
{
    [Fact]
    public void A_mother_has_her_own_chart_first_and_her_child_s_but_not_her_adolescent_s()
    {
        var charts = Of("Patient/susie-smith", null, "user/Communication.crs");

        Assert.Equal(
            ["susie-smith self Patient/susie-smith", "johnny-smith MTH Patient/susie-smith"],
            charts.Select(mine => $"{mine.Chart.Id.Value} {mine.Relation} {mine.Sender}"));
    }

    [Theory]
    [InlineData("susie-smith", "susie-smith")]
    [InlineData("johnny-smith", "johnny-smith")]
    [InlineData("emma-smith", "")]
    [InlineData("robert-smith-sr", "")]
    public void A_launch_is_told_of_no_other_chart_than_its_own(string launch, string told) =>
        Assert.Equal(told, string.Join(' ', Of("Patient/susie-smith", launch, "patient/Communication.crs user/Communication.crs").Select(mine => mine.Chart.Id.Value)));

    [Fact]
    public void Scopes_for_a_launch_patient_without_one_open_nothing() => Assert.Empty(Of("Patient/susie-smith", null, "patient/Communication.crs"));

    [Fact]
    public void A_related_person_is_there_for_one_patient_and_a_person_writes_under_the_id_of_her_record()
    {
        Assert.Equal("johnny-smith", Assert.Single(Of("RelatedPerson/susie-for-johnny", null, "user/Communication.r")).Chart.Id.Value);
        Assert.Equal(
            ["Patient/susie-smith", "RelatedPerson/susie-for-johnny"],
            Of("Person/susie", null, "user/Communication.c").Select(mine => mine.Sender.ToString()));
    }

    private static ImmutableArray<MyChart> Of(string person, string? launch, string scopes)
    {
        Assert.True(ResourceKey.TryParse(person, out var key));
        var caller = new Caller(
            "app", launch is null ? null : new PatientId(launch), key,
            [.. scopes.Split(' ').Select(text => SmartScope.TryParse(text, out var scope) ? scope : throw new ArgumentException(text))], IsReviewer: false);
        return MyChartsPolicy.Of(caller, Smiths.SusieAsPerson, Smiths.Susie, Smiths.Rules, Smiths.Today);
    }
}
