using Gateway.References;
using Gateway.Subjects;
using Gateway.Subjects.Documents;
using Gateway.Tests.Support;
using Hl7.Fhir.Model;

namespace Gateway.Tests.Subjects.Documents;

public sealed class DicomDocumentsTests
{
    [Theory]
    [InlineData("1.2.840.10008.1.2.1", false)]
    [InlineData("1.2.840.10008.1.2", false)]
    [InlineData("1.2.840.10008.1.2.4.50", true)]
    [InlineData("1.2.840.10008.1.2", true)]
    public void An_image_of_a_scanner_names_its_patient(string transferSyntax, bool withSequence)
    {
        var read = Read(ADicomFile.Of("SMITH^JOHNNY", "100003", "20200517", transferSyntax, withSequence), "application/octet-stream");

        var patient = Assert.Single(Assert.IsType<AttachedDocument.Describes>(read).Patients);
        Assert.Equal(["JOHNNY"], Assert.Single(patient.Names).Given);
        Assert.Equal(new PartialDate(2020, 5, 17), patient.BirthDate);
        Assert.Equal("100003", Assert.Single(patient.Numbers).Value);
    }

    [Fact]
    public void An_image_whose_patient_was_taken_out_names_nobody() => Assert.IsType<AttachedDocument.NotClinical>(Read(ADicomFile.Of("", "", "")));

    [Fact]
    public void What_cannot_be_walked_cannot_be_read()
    {
        Assert.IsType<AttachedDocument.Unreadable>(Read("hello"u8.ToArray()));
        Assert.IsType<AttachedDocument.Unreadable>(Read(ADicomFile.Of("SMITH^JOHNNY", "1", "20200517")[..175]));
        Assert.IsType<AttachedDocument.Unreadable>(Read(ADicomFile.Of("SMITH^JOHNNY", "1", "20200517", "1.2.840.10008.1.2.1.99")));
        Assert.IsType<AttachedDocument.Unreadable>(Read([.. new byte[128], .. "DICM"u8, .. Enumerable.Repeat((byte)0xFF, 3_000_000)]));
    }

    private static AttachedDocument Read(byte[] file, string contentType = "application/dicom") =>
        AttachedDocument.Read(new Attachment { ContentType = contentType, Data = file }, new ReadingBudget(APdf.Patience));
}
