using System.Collections.Immutable;
using Gateway.References;
using Gateway.Subjects;
using Gateway.Tests.Support;

namespace Gateway.Tests.Subjects;

public sealed class IdentityPolicyTests
{
    [Fact]
    public void The_same_record_number_is_the_same_patient() => Assert.Null(Judge(mrn: "mrn-susie-smith"));

    [Fact]
    public void Another_record_number_is_another_patient_whatever_the_name() =>
        Assert.Equal(FindingKind.OtherChart, Judge(mrn: "mrn-johnny-smith", given: "Susie", birth: "1988-03-04")?.Kind);

    [Fact]
    public void Father_and_son_share_a_name_and_not_a_birth_date() =>
        Assert.Equal(FindingKind.OtherChart, Judge(given: "Susie", birth: "1960-01-01")?.Kind);

    [Fact]
    public void Name_and_day_of_birth_together_are_the_same_patient() => Assert.Null(Judge(given: "susie", birth: "1988-03-04"));

    [Theory]
    [InlineData("Susie", null)]
    [InlineData(null, "1988-03-04")]
    [InlineData("Susie", "1988")]
    [InlineData(null, null)]
    public void Less_than_that_cannot_be_told(string? given, string? birth) => Assert.Equal(FindingKind.Doubt, Judge(given: given, birth: birth)?.Kind);

    [Fact]
    public void Another_name_is_another_patient() => Assert.Equal(FindingKind.OtherChart, Judge(given: "Johnny")?.Kind);

    private static Finding? Judge(string? mrn = null, string? given = null, string? birth = null)
    {
        ImmutableArray<BusinessIdentifier> identifiers = mrn is null ? [] : [new BusinessIdentifier(Smiths.MrnSystem, mrn)];
        ImmutableArray<PersonName> names = given is null ? [] : [new PersonName([given], "Smith")];
        return IdentityPolicy.Assess(
            new IdentityClaim("Communication.contained[0]", identifiers, names, PartialDate.TryParse(birth, out var date) ? date : null), Smiths.Susie, []);
    }
}
