using Gateway.Resources;
using Gateway.Rest;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Gateway.Tests.Rest;

public sealed class AnswerFormTests
{
    [Theory]
    [InlineData(null, "Json")]
    [InlineData("", "Json")]
    [InlineData("*/*", "Json")]
    [InlineData("application/fhir+json", "Json")]
    [InlineData("application/json", "Json")]
    [InlineData("text/json", "Json")]
    [InlineData("APPLICATION/FHIR+XML", "Xml")]
    [InlineData("application/xml", "Xml")]
    [InlineData("text/xml", "Xml")]
    [InlineData("application/fhir+xml; fhirVersion=4.0", "Xml")]
    [InlineData("application/fhir+xml;q=0.9, application/fhir+json;q=0.8", "Xml")]
    [InlineData("application/fhir+xml;q=0.5, application/fhir+json", "Json")]
    [InlineData("application/fhir+xml, application/fhir+json", "Xml")]
    [InlineData("application/fhir+json, application/fhir+xml", "Json")]
    [InlineData("text/html, application/xml;q=0.9, */*;q=0.8", "Xml")]
    [InlineData("text/html, */*;q=0.1", "Json")]
    [InlineData("application/*", "Json")]
    [InlineData("application/fhir+json;q=0, */*", "Xml")]
    [InlineData("application/fhir+xml;fhirVersion=3.0, */*;q=0.1", "Json")]
    public void The_accept_header_chooses_the_format(string? accept, string format)
    {
        var request = accept is null ? Requests.Get() : Requests.Get(headers: ("Accept", accept));

        Assert.Null(AnswerForm.Read(request, null, out var form));
        Assert.Equal(format, form.Format.ToString());
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("image/*")]
    [InlineData("application/fhir+json;q=0")]
    [InlineData("application/fhir+json;fhirVersion=3.0")]
    [InlineData("nonsense")]
    public void What_is_not_offered_is_not_acceptable(string accept) => AssertRefused(406, Requests.Get(headers: ("Accept", accept)));

    [Theory]
    [InlineData("json", "Json")]
    [InlineData("xml", "Xml")]
    [InlineData("XML", "Xml")]
    [InlineData("application/fhir%2Bxml", "Xml")]
    [InlineData("application/fhir+xml", "Xml")]
    [InlineData("application/fhir+json", "Json")]
    [InlineData("application/json", "Json")]
    [InlineData("text/xml", "Xml")]
    [InlineData("text/json", "Json")]
    [InlineData("application/xml", "Xml")]
    [InlineData("application/fhir%2Bxml;%20fhirVersion=4.0", "Xml")]
    public void The_format_parameter_outranks_the_accept_header(string format, string expected)
    {
        Assert.Null(AnswerForm.Read(Requests.Get($"_format={format}", ("Accept", "text/html")), null, out var form));
        Assert.Equal(expected, form.Format.ToString());
    }

    [Theory]
    [InlineData("_format=html", 406)]
    [InlineData("_format=text/html", 406)]
    [InlineData("_format=turtle", 406)]
    [InlineData("_format=application/fhir%2Bjson;fhirVersion=3.0", 406)]
    [InlineData("_format=json&_format=xml", 400)]
    [InlineData("_pretty=yes", 400)]
    [InlineData("_summary=all", 400)]
    [InlineData("_summary=true&_summary=text", 400)]
    [InlineData("_summary=text&_elements=status", 400)]
    [InlineData("_elements=payload.content", 400)]
    [InlineData("_elements=A.b.c", 400)]
    [InlineData("_elements=status,,sent", 400)]
    [InlineData("_elements=st%20atus", 400)]
    [InlineData("_elements=Status", 400)]
    public void A_wrong_value_is_refused(string query, int status) => AssertRefused(status, Requests.Get(query));

    [Theory]
    [InlineData("", true)]
    [InlineData("patient=1", true)]
    [InlineData("_format=json&_pretty=false&_summary=false", true)]
    [InlineData("_format=&_summary=&_elements=&_pretty=", true)]
    [InlineData("_pretty=true", false)]
    [InlineData("_format=xml", false)]
    [InlineData("_summary=data", false)]
    [InlineData("_elements=status", false)]
    public void Only_plain_whole_json_is_answered_as_stored(string query, bool asStored)
    {
        Assert.Null(AnswerForm.Read(Requests.Get(query), null, out var form));
        Assert.Equal(asStored, form.IsAsStored);
    }

    [Fact]
    public void Who_sends_xml_and_says_nothing_is_answered_in_xml()
    {
        Assert.Null(AnswerForm.Read(Requests.Get(headers: ("Content-Type", "application/fhir+xml")), null, out var form));
        Assert.Equal(FhirFormat.Xml, form.Format);
    }

    [Fact]
    public void Elements_may_be_of_one_type()
    {
        Assert.Null(AnswerForm.Read(Requests.Get("_elements=sent,Task.focus&_elements=Task.owner"), null, out var some));
        Assert.Null(AnswerForm.Read(Requests.Get("_elements=Task.focus"), null, out var ofTasks));

        Assert.Equal(["sent"], some.Elements!.Of("Communication")!.Value);
        Assert.Equal(["sent", "focus", "owner"], some.Elements.Of("Task")!.Value);
        Assert.Null(ofTasks.Elements!.Of("Communication"));
    }

    [Fact]
    public void A_posted_parameter_outranks_the_address()
    {
        var posted = new FormCollection(new Dictionary<string, StringValues> { ["_format"] = "xml", ["_summary"] = "true" });
        var context = Requests.Get("_format=json&_pretty=true").HttpContext;

        Assert.Null(AnswerForms.ReadPosted(context, posted));

        Assert.Equal(new AnswerForm { Format = FhirFormat.Xml, Pretty = true, Summary = Summary.True }, AnswerForm.Of(context));
    }

    [Fact]
    public void What_was_not_understood_is_refused_in_json() =>
        Assert.Equal(AnswerForm.AsStored, AnswerForm.Of(Requests.Get(headers: ("Accept", "text/html")).HttpContext));

    private static void AssertRefused(int status, HttpRequest request)
    {
        var refusal = AnswerForm.Read(request, null, out _);

        Assert.NotNull(refusal);
        Assert.Equal(status, refusal.Status);
        Assert.Null(Assert.Single(refusal.Issues).Expression);
    }
}
