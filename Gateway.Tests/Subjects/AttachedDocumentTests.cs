using System.IO.Compression;
using System.Text;
using Gateway.References;
using Gateway.Subjects;
using Gateway.Subjects.Documents;
using Gateway.Tests.Support;
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
        Assert.IsType<AttachedDocument.Unreadable>(AttachedDocument.Read(new Attachment { ContentType = "image/png", Url = "https://elsewhere.example/1" }, new ReadingBudget(APdf.Patience)));

    [Fact]
    public void Each_message_of_a_batch_names_its_patient_by_its_own_separators()
    {
        const string batch = "FHS|^~\\&|LAB\rBHS|^~\\&|LAB\rMSH|^~\\&|LAB|X|||2026||ORU^R01|1|P|2.5\rPID|1|5|77^^^MAIN&2.16.840.1.1&ISO|6|Smith^Johnny||20200517\r"
            + "NK1|1|Smith^Susie|MTH\rMSH#*~\\&#LAB#X###2026##ORU*R01#2#P#2.5\rPID#1##88***MAIN##Diaz*Luis##20170403\rGT1#1##Diaz*Ana\rBTS|2\r";

        var patients = Assert.IsType<AttachedDocument.Describes>(Read("text/plain", batch)).Patients;

        Assert.Equal(["Johnny", "Luis"], patients.Select(patient => Assert.Single(patient.Names).Given[0]));
        Assert.Equal(new BusinessIdentifier("MAIN", "88"), Assert.Single(patients[1].Identifiers));
        Assert.Equal(["5", "6"], patients[0].Numbers.Select(number => number.Value));
    }

    [Fact]
    public void Escaped_separators_in_a_v2_name_are_letters_again()
    {
        const string message = "MSH|^~\\&|LAB|X|||2026||ORU^R01|1|P|2.5\rPID|1||77^^^MAIN||O\\T\\Neil^Jos\\XC3A9\\\r";

        var name = Assert.Single(Assert.Single(Assert.IsType<AttachedDocument.Describes>(Read("text/plain", message)).Patients).Names);

        Assert.Equal(("O&Neil".Split('&')[0], "Jos\u00e9"), (name.Family, name.Given[0]));
    }

    [Fact]
    public void A_v2_message_after_other_text_and_one_in_Latin_1_are_found()
    {
        Assert.IsType<AttachedDocument.Describes>(Read("text/plain", $"My results:\n{Hl7}"));
        var latin = AttachedDocument.Read(
            new Attachment { ContentType = "x", Data = Encoding.Latin1.GetBytes(Hl7.Replace("Johnny", "Jos\u00e9", StringComparison.Ordinal)) }, new ReadingBudget(APdf.Patience));
        Assert.Equal("Jos\u00e9", Assert.Single(Assert.Single(Assert.IsType<AttachedDocument.Describes>(latin).Patients).Names).Given[0]);
    }

    [Fact]
    public void A_word_that_starts_like_a_v2_message_is_none() => Assert.IsType<AttachedDocument.NotClinical>(Read("text/plain", "MSHA sent me these results last week."));

    [Fact]
    public void A_cda_document_names_all_its_record_targets_and_neither_guardian_nor_author()
    {
        const string document = """
            <ClinicalDocument xmlns="urn:hl7-org:v3">
              <recordTarget><patientRole><id root="1.2" extension="7"/><patient><name>Smith, Johnny</name>
                <guardian><guardianPerson><name><given>Susie</given><family>Smith</family></name></guardianPerson></guardian></patient></patientRole></recordTarget>
              <recordTarget><patientRole><id root="1.2" extension="8"/><patient><name><given>Emma</given><family>Smith</family></name></patient></patientRole></recordTarget>
              <author><assignedAuthor><assignedPerson><name><given>Min</given><family>Lee</family></name></assignedPerson></assignedAuthor></author>
            </ClinicalDocument>
            """;

        var patients = Assert.IsType<AttachedDocument.Describes>(Read("text/xml", document)).Patients;

        Assert.Equal(["Johnny", "Emma"], patients.Select(patient => Assert.Single(patient.Names).Given[0]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_document_in_UTF_16_is_read_with_and_without_a_mark(bool withMark)
    {
        byte[] Utf16(string text) => withMark ? [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(text)] : Encoding.Unicode.GetBytes(text);

        Assert.IsType<AttachedDocument.Fhir>(ReadBytes("application/octet-stream", Utf16("""{"resourceType":"Patient"}""")));
        Assert.IsType<AttachedDocument.Describes>(ReadBytes("application/octet-stream", Utf16(Hl7)));
        Assert.IsType<AttachedDocument.Describes>(ReadBytes("text/xml", Utf16(Cda.Replace("""<?xml version="1.0"?>""", string.Empty, StringComparison.Ordinal).Trim())));
    }

    [Fact]
    public void A_mark_before_UTF_8_harms_nothing() =>
        Assert.IsType<AttachedDocument.Fhir>(ReadBytes("application/fhir+json", [0xEF, 0xBB, 0xBF, .. """{"resourceType":"Patient"}"""u8]));

    [Fact]
    public void Resources_one_after_the_other_are_all_read()
    {
        var several = Assert.IsType<AttachedDocument.Several>(Read("application/fhir+ndjson", """
            {"resourceType":"Patient","id":"1"}
            {"resourceType":"Patient","id":"2"}
            """));

        Assert.Equal(["1", "2"], several.Parts.Cast<AttachedDocument.Fhir>().Select(part => part.Resource.Id));
    }

    [Fact]
    public void What_is_packed_is_unpacked()
    {
        Assert.IsType<AttachedDocument.Describes>(Assert.Single(Assert.IsType<AttachedDocument.Several>(ReadBytes("application/gzip", Gzip(Encoding.UTF8.GetBytes(Hl7)))).Parts));

        var zip = Assert.IsType<AttachedDocument.Several>(ReadBytes("application/zip", Zip(("Johnny.xml", Encoding.UTF8.GetBytes(Cda)), ("notes.txt", "hello"u8.ToArray()))));

        Assert.Contains(zip.Parts, part => part is AttachedDocument.Describes);
        Assert.Contains(zip.Parts, part => part is AttachedDocument.Mentions { Names: [{ Words: "Johnny.xml" }] });
    }

    [Fact]
    public void An_office_document_is_a_package_that_names_nobody() =>
        Assert.IsType<AttachedDocument.NotClinical>(ReadBytes("application/msword", Zip(("[Content_Types].xml", "<a/>"u8.ToArray()), ("word/document.xml", "<a/>"u8.ToArray()))));

    [Fact]
    public void A_package_that_is_too_deep_too_large_or_broken_cannot_be_read()
    {
        Assert.IsType<AttachedDocument.Unreadable>(ReadBytes("application/gzip", Gzip(new byte[40_000_000])));
        Assert.IsType<AttachedDocument.Unreadable>(ReadBytes("application/gzip", [0x1F, 0x8B, 8, 1, 2, 3]));
        Assert.IsType<AttachedDocument.Unreadable>(ReadBytes("application/zip", [(byte)'P', (byte)'K', 3, 4, 1, 2, 3]));
        Assert.IsType<AttachedDocument.Unreadable>(ReadBytes("application/zip", Zip([.. Enumerable.Range(0, 200).Select(number => ($"{number}.txt", "x"u8.ToArray()))])));
        var deep = Gzip(Gzip(Gzip(Encoding.UTF8.GetBytes(Hl7))));
        Assert.DoesNotContain("Describes", ReadBytes("application/gzip", deep).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Packages_in_packages_share_one_budget()
    {
        var blanks = Gzip(new byte[10_000_000]);

        var read = Assert.IsType<AttachedDocument.Several>(ReadBytes("application/zip", Zip([.. Enumerable.Range(0, 50).Select(number => ($"{number}.gz", blanks))])));

        Assert.Contains(read.Parts, part => part is AttachedDocument.Unreadable);
    }

    [Fact]
    public void Markup_without_end_does_not_bring_the_reader_down()
    {
        var deep = string.Concat(Enumerable.Repeat("<extension>", 100_000)) + string.Concat(Enumerable.Repeat("</extension>", 100_000));

        Assert.IsType<AttachedDocument.Unreadable>(Read("application/fhir+xml", $"<Patient xmlns=\"http://hl7.org/fhir\">{deep}</Patient>"));
        Assert.IsType<AttachedDocument.Unreadable>(Read("application/fhir+json", string.Concat(Enumerable.Repeat("{\"a\":", 100_000))));
    }

    [Fact]
    public void A_saved_page_names_its_patient_in_labelled_fields()
    {
        const string page = "<!DOCTYPE html><html><style>p{}</style><body><table><tr><td>Patient:</td><td>Johnny Smith</td></tr><tr><td>DOB</td><td>05/17/2020</td></tr></table><script>x</script></body></html>";

        var patient = Assert.Single(Assert.IsType<AttachedDocument.Describes>(Read("text/html", page)).Patients);

        Assert.Equal("Johnny", Assert.Single(patient.Names).Given[0]);
        Assert.Equal(new PartialDate(2020, 5, 17), patient.BirthDate);
    }

    [Fact]
    public void A_bundle_names_all_its_patients_and_a_contained_document_its_own()
    {
        var bundle = """{"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Patient","id":"a","birthDate":"1988-03-04"}},{"resource":{"resourceType":"Patient","id":"b","birthDate":"2020-05-17"}}]}""";
        var message = new Communication();
        message.Payload.Add(new Communication.PayloadComponent { Content = new Attachment { ContentType = "application/fhir+json", Data = Encoding.UTF8.GetBytes(bundle) } });
        message.Contained.Add(new Binary { Id = "x", ContentType = "text/xml", Data = Encoding.UTF8.GetBytes(Cda) });

        var claims = ClaimReader.Read(message, [], APdf.Patience);

        Assert.Equal([new PartialDate(1988, 3, 4), new PartialDate(2020, 5, 17), new PartialDate(2020, 5, 17)], claims.Identities.Select(claim => claim.BirthDate!.Value).Order(Comparer<PartialDate>.Create((a, b) => a.Year - b.Year)));
    }

    [Fact]
    public void A_document_about_more_people_than_anybody_has_counts_as_unreadable()
    {
        var entries = string.Join(',', Enumerable.Range(0, 5_000).Select(number => """{"resource":{"resourceType":"Observation","subject":{"reference":"Patient/#"}}}""".Replace("#", $"{number}", StringComparison.Ordinal)));
        var message = new Communication();
        message.Payload.Add(new Communication.PayloadComponent
        {
            Content = new Attachment { ContentType = "application/fhir+json", Data = Encoding.UTF8.GetBytes($$"""{"resourceType":"Bundle","type":"collection","entry":[{{entries}}]}""") },
        });

        var claims = ClaimReader.Read(message, [], APdf.Patience);

        Assert.InRange(claims.References.Length, 1, 100);
        Assert.Equal("Communication.payload[0].content", Assert.Single(claims.Opaque));
    }

    [Fact]
    public void A_document_that_says_the_same_a_thousand_times_asks_once()
    {
        var entries = string.Join(',', Enumerable.Repeat("""{"resource":{"resourceType":"Observation","subject":{"reference":"Patient/1"},"encounter":{"reference":"Encounter/2"}}}""", 1_000));
        var message = new Communication();
        message.Payload.Add(new Communication.PayloadComponent
        {
            Content = new Attachment { ContentType = "application/fhir+json", Data = Encoding.UTF8.GetBytes($$"""{"resourceType":"Bundle","type":"collection","entry":[{{entries}}]}""") },
        });

        Assert.Single(ClaimReader.Read(message, [], APdf.Patience).References);
    }

    private static AttachedDocument Read(string contentType, string content) =>
        AttachedDocument.Read(new Attachment { ContentType = contentType, Data = Encoding.UTF8.GetBytes(content) }, new ReadingBudget(APdf.Patience));

    private static AttachedDocument ReadBytes(string contentType, byte[] content) =>
        AttachedDocument.Read(new Attachment { ContentType = contentType, Data = content }, new ReadingBudget(APdf.Patience));

    private static byte[] Gzip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.SmallestSize))
        {
            stream.Write(content);
        }

        return packed.ToArray();
    }

    private static byte[] Zip(params (string Name, byte[] Content)[] files)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create))
        {
            foreach (var (name, content) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return packed.ToArray();
    }
}
