using System.Text;
using Gateway.References;
using Gateway.Subjects;
using Hl7.Fhir.Model;

namespace Gateway.Tests.Subjects;

public sealed class AttachedDocumentTests
{
    private const string Cda = """
        <?xml version="1.0"?>
        <ClinicalDocument xmlns="urn:hl7-org:v3">
          <recordTarget><patientRole>
            <id root="2.16.840.1.1" extension="77"/>
            <patient><name><given>Johnny</given><family>Smith</family></name><birthTime value="20200517"/></patient>
          </patientRole></recordTarget>
        </ClinicalDocument>
        """;

    private const string Hl7 = "MSH|^~\\&|LAB|CLINIC|||20261122||ORU^R01|1|P|2.5\rPID|1||77^^^MAIN&2.16.840.1.1&ISO~8^^^STATE||Smith^Johnny^Q||20200517|M\rOBX|1|NM|8310-5||39.1\r";

    [Fact]
    public void A_cda_document_names_its_record_target()
    {
        var patient = Assert.Single(Assert.IsType<AttachedDocument.Describes>(Read("text/xml", Cda)).Patients);

        Assert.Equal(new BusinessIdentifier("urn:oid:2.16.840.1.1", "77"), Assert.Single(patient.Identifiers));
        Assert.Equal("Johnny", Assert.Single(patient.Names).Given[0]);
        Assert.Equal(new PartialDate(2020, 5, 17), patient.BirthDate);
    }

    [Theory]
    [InlineData("application/hl7-v2")]
    [InlineData("text/plain")]
    public void A_v2_message_names_the_patients_of_its_pid_segments_whatever_it_is_called(string contentType)
    {
        var patient = Assert.Single(Assert.IsType<AttachedDocument.Describes>(Read(contentType, Hl7)).Patients);

        Assert.Equal([new BusinessIdentifier("urn:oid:2.16.840.1.1", "77"), new BusinessIdentifier("STATE", "8")], patient.Identifiers);
        Assert.Equal("Smith", Assert.Single(patient.Names).Family);
        Assert.Equal(new PartialDate(2020, 5, 17), patient.BirthDate);
    }

    [Theory]
    [InlineData("application/fhir+json", """{"resourceType":"Observation","status":"final","code":{"text":"x"},"subject":{"reference":"Patient/1"}}""")]
    [InlineData("application/octet-stream", """{"resourceType":"Observation","status":"final","code":{"text":"x"},"subject":{"reference":"Patient/1"}}""")]
    [InlineData("application/fhir+xml", """<Observation xmlns="http://hl7.org/fhir"><status value="final"/><code><text value="x"/></code><subject><reference value="Patient/1"/></subject></Observation>""")]
    public void A_fhir_resource_is_read_in_json_and_xml(string contentType, string content) =>
        Assert.Equal("Observation", Assert.IsType<AttachedDocument.Fhir>(Read(contentType, content)).Resource.TypeName);

    [Theory]
    [InlineData("application/fhir+json", "not json")]
    [InlineData("application/json", """{"heartRate":70}""")]
    [InlineData("application/hl7-v2", "PID|1")]
    [InlineData("text/xml", "<a><b></a>")]
    [InlineData("text/xml", "<unknown/>")]
    [InlineData("text/xml", """<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><ClinicalDocument xmlns="urn:hl7-org:v3">&e;</ClinicalDocument>""")]
    [InlineData("text/xml", """<ClinicalDocument xmlns="urn:hl7-org:v3"></ClinicalDocument>""")]
    public void A_document_that_cannot_be_read_is_no_harmless_one(string contentType, string content) =>
        Assert.IsType<AttachedDocument.Unreadable>(Read(contentType, content));

    [Theory]
    [InlineData("text/plain", "Here is my list.")]
    [InlineData("image/jpeg", "\u00ff\u00d8\u00ff")]
    [InlineData("text/html", "<!DOCTYPE html><p>hello</p>")]
    public void A_picture_or_plain_text_names_nobody_in_structure(string contentType, string content) =>
        Assert.IsType<AttachedDocument.NotClinical>(Read(contentType, content));

    [Fact]
    public void What_is_kept_elsewhere_cannot_be_seen() =>
        Assert.IsType<AttachedDocument.Unreadable>(AttachedDocument.Read(new Attachment { ContentType = "image/png", Url = "https://elsewhere.example/1" }));

    private static AttachedDocument Read(string contentType, string content) =>
        AttachedDocument.Read(new Attachment { ContentType = contentType, Data = Encoding.UTF8.GetBytes(content) });
}
