using Gateway.Charts;
using Gateway.References;
using Hl7.Fhir.Model;

namespace Gateway.Tests.Charts;

public sealed class PatientNumberTests
{
    [Theory]
    [InlineData("MR", "Record")]
    [InlineData(null, "Record")]
    [InlineData("MB", "Member")]
    [InlineData("SS", "Other")]
    public void A_number_is_kept_with_what_it_is_for_also_without_a_system(string? type, string kind)
    {
        var patient = new Patient();
        patient.Identifier.Add(new Identifier { Value = "4711", Type = type is null ? null : new CodeableConcept("http://terminology.hl7.org/CodeSystem/v2-0203", type) });

        var chart = EhrResources.ChartOf(new PatientId("1"), patient, new Bundle());

        Assert.Equal(new PatientNumber(Enum.Parse<NumberKind>(kind), string.Empty, "4711"), Assert.Single(chart.Numbers));
        Assert.Empty(chart.Identifiers);
    }
}
