using Gateway.Rest;

namespace Gateway.Tests.Rest;

public sealed class FhirContentTests
{
    [Theory]
    [InlineData("application/fhir+json", "Json")]
    [InlineData("application/json", "Json")]
    [InlineData("text/json", "Json")]
    [InlineData("application/fhir+json; charset=UTF-8; fhirVersion=4.0", "Json")]
    [InlineData("application/fhir+xml", "Xml")]
    [InlineData("application/xml;charset=\"utf-8\"", "Xml")]
    [InlineData("Text/XML; fhirVersion=\"4.0\"", "Xml")]
    [InlineData("application/fhir+json; charset=utf-16", null)]
    [InlineData("application/fhir+xml; fhirVersion=5.0", null)]
    [InlineData("application/json-patch+json", null)]
    [InlineData("text/plain", null)]
    [InlineData("nonsense", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void The_content_type_tells_the_format(string? contentType, string? format) =>
        Assert.Equal(format, FhirContent.FormatOf(contentType)?.ToString());
}
