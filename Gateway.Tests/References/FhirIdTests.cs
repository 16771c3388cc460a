using Gateway.References;

namespace Gateway.Tests.References;

public sealed class FhirIdTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("A-1.b")]
    public void Letters_digits_dash_and_dot_make_an_id(string text) => Assert.True(FhirId.IsValid(text));

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a_b")]
    [InlineData("ä")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345")]
    public void Nothing_else_does(string text) => Assert.False(FhirId.IsValid(text));

    [Theory]
    [InlineData("susie-smith")]
    [InlineData("Patient/susie-smith")]
    public void The_patient_of_a_launch_is_a_bare_id_or_a_reference(string text)
    {
        Assert.True(PatientId.TryParse(text, out var patient));
        Assert.Equal(new PatientId("susie-smith"), patient);
    }

    [Theory]
    [InlineData("Practitioner/dr-lee")]
    [InlineData("susie smith")]
    [InlineData(null)]
    public void Nothing_else_is_a_patient(string? text) => Assert.False(PatientId.TryParse(text, out _));

    [Fact]
    public void Message_ids_are_unique_and_valid()
    {
        var ids = Enumerable.Range(0, 1000).Select(_ => MessageId.New(TimeProvider.System).Value).ToHashSet();

        Assert.Equal(1000, ids.Count);
        Assert.All(ids, id => Assert.True(FhirId.IsValid(id)));
    }
}
