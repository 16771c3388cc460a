using Gateway.References;
using Hl7.Fhir.Model;

namespace Gateway.Tests.References;

public sealed class ReferenceTargetTests
{
    private static readonly string[] KnownBases = ["https://gateway.example/fhir/", "https://ehr.example/fhir/"];

    [Theory]
    [InlineData("Patient/susie-smith", "Patient/susie-smith")]
    [InlineData("Patient/susie-smith/_history/3", "Patient/susie-smith")]
    [InlineData("https://ehr.example/fhir/Patient/susie-smith", "Patient/susie-smith")]
    [InlineData("https://gateway.example/fhir/Communication/1/_history/2", "Communication/1")]
    public void A_reference_below_a_known_base_is_literal(string text, string key) =>
        Assert.Equal(key, Assert.IsType<ReferenceTarget.Literal>(Parse(text)).Key.ToString());

    [Theory]
    [InlineData("https://other.example/fhir/Patient/susie-smith")]
    [InlineData("https://ehr.example/fhir2/Patient/susie-smith")]
    [InlineData("https://ehr.example.evil.example/fhir/Patient/susie-smith")]
    [InlineData("HTTPS://EHR.EXAMPLE/fhir/Patient/susie-smith")]
    [InlineData("//ehr.example/fhir/Patient/susie-smith")]
    [InlineData("mailto:susie@example.org")]
    public void Any_other_address_is_foreign(string text) => Assert.IsType<ReferenceTarget.Foreign>(Parse(text));

    [Theory]
    [InlineData("urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0")]
    [InlineData("URN:oid:1.2.3")]
    public void A_urn_means_nothing_outside_a_bundle(string text) => Assert.IsType<ReferenceTarget.Urn>(Parse(text));

    [Theory]
    [InlineData("susie-smith")]
    [InlineData("Patient/")]
    [InlineData("/Patient/susie-smith")]
    [InlineData("patient/susie-smith")]
    [InlineData("Patient/susie smith")]
    [InlineData("Patient/susie-smith/_history/")]
    [InlineData("Patient/susie-smith/extra")]
    [InlineData("Patient/../Patient/johnny-smith")]
    [InlineData("Patient?identifier=1")]
    public void Anything_else_is_malformed(string text) => Assert.IsType<ReferenceTarget.Malformed>(Parse(text));

    [Fact]
    public void A_fragment_points_into_the_message() => Assert.Equal("p1", Assert.IsType<ReferenceTarget.Contained>(Parse("#p1")).Fragment);

    [Fact]
    public void An_identifier_without_a_reference_is_logical()
    {
        var logical = Assert.IsType<ReferenceTarget.Logical>(
            ReferenceTarget.Of(new ResourceReference { Type = "Patient", Identifier = new Identifier("urn:mrn", "7") }, KnownBases));

        Assert.Equal(("Patient", "urn:mrn", "7"), (logical.Type, logical.System, logical.Value));
    }

    [Fact]
    public void An_identifier_without_a_system_identifies_nobody() => Assert.IsType<ReferenceTarget.Malformed>(
        ReferenceTarget.Of(new ResourceReference { Identifier = new Identifier(null, "7") }, KnownBases));

    [Fact]
    public void A_display_text_points_nowhere() =>
        Assert.IsType<ReferenceTarget.Nowhere>(ReferenceTarget.Of(new ResourceReference { Display = "Susie" }, KnownBases));

    [Fact]
    public void A_type_that_contradicts_the_reference_makes_it_malformed() => Assert.IsType<ReferenceTarget.Malformed>(
        ReferenceTarget.Of(new ResourceReference("Patient/susie-smith") { Type = "Practitioner" }, KnownBases));

    private static ReferenceTarget Parse(string text) => ReferenceTarget.Of(new ResourceReference(text), KnownBases);
}
