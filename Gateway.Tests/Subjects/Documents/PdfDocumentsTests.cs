using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;
using Gateway.References;
using Gateway.Subjects;
using Gateway.Subjects.Documents;
using Gateway.Tests.Support;
using Hl7.Fhir.Model;

namespace Gateway.Tests.Subjects.Documents;

public sealed class PdfDocumentsTests
{
    /// <summary>What a hostile file gets in production.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>More than the limit, for a machine that is busy with other tests.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    [Fact]
    public void A_report_names_its_patient_in_labelled_fields()
    {
        var patient = Assert.Single(PatientsIn("Sandbox Family Clinic\tPage 1", "Patient: Smith, Johnny Q\tDOB: 05/17/2020", "MRN 100003\tOrdered by: Dr. Lee", "Mother has diabetes."));

        Assert.Equal(["Johnny", "Q"], Assert.Single(patient.Names).Given);
        Assert.Equal("Smith", patient.Names[0].Family);
        Assert.Equal(new PartialDate(2020, 5, 17), patient.BirthDate);
        Assert.Equal("100003", Assert.Single(patient.Numbers).Value);
    }

    [Fact]
    public void Headings_may_stand_over_their_values()
    {
        var patient = Assert.Single(PatientsIn("Patient name\tDate of birth", "Johnny Smith\t17 May 2020"));

        Assert.Equal("Smith", Assert.Single(patient.Names).Family);
        Assert.Equal(new PartialDate(2020, 5, 17), patient.BirthDate);
    }

    [Fact]
    public void A_form_in_spanish_is_read_too()
    {
        var patient = Assert.Single(PatientsIn("Nombre del paciente: Luis Díaz", "Fecha de nacimiento: 3 de abril de 2017", "No. de expediente: 4711-22"));

        Assert.Equal("Díaz", Assert.Single(patient.Names).Family);
        Assert.Equal(new PartialDate(2017, 4, 3), patient.BirthDate);
        Assert.Equal("471122", Assert.Single(patient.Numbers).Value);
    }

    [Fact]
    public void Two_patients_in_one_file_are_two() =>
        Assert.Equal(2, PatientsIn("Patient: Johnny Smith  DOB: 5/17/2020", "Patient: Emma Smith  DOB: 2/1/2011").Length);

    [Theory]
    [InlineData("Patient information")]
    [InlineData("Patient: information")]
    [InlineData("Your patient portal is open.")]
    [InlineData("Dear patient, you are due for a visit.")]
    [InlineData("Subscriber name: Mark Smith\tSubscriber DOB: 1/2/1985")]
    [InlineData("Mother's DOB: 3/4/1988")]
    [InlineData("The patient denies chest pain.")]
    public void What_is_no_field_of_a_patient_names_nobody(string line) => Assert.Empty(PatientsIn(line));

    [Fact]
    public void A_section_about_the_policyholder_is_not_about_the_patient() =>
        Assert.Equal(
            "Susie", Assert.Single(Assert.Single(PatientsIn("Insured person", "DOB: 1/2/1985", "MRN: 100002", "Patient: Susie Smith")).Names).Given[0]);

    [Fact]
    public void A_scan_without_text_names_nobody() => Assert.IsType<AttachedDocument.NotClinical>(Read(APdf.Saying()));

    [Fact]
    public void A_pdf_is_known_by_what_it_holds() => Assert.IsType<AttachedDocument.Describes>(Read(APdf.Saying("Patient: Johnny Smith"), "text/plain"));

    public static TheoryData<string> Refused => [.. Files.Keys];

    /// <summary>Files that are broken, locked, or made to harm.</summary>
    private static Dictionary<string, Func<byte[]>> Files { get; } = new()
    {
        ["only a header"] = () => "%PDF-1.4"u8.ToArray(),
        ["cut off"] = () => APdf.Saying("Patient: Johnny Smith")[..300],
        ["noise"] = () => [.. "%PDF-1.7\n"u8, .. Enumerable.Range(0, 200_000).Select(number => (byte)(number * 7))],
        ["no pdf at all"] = () => "hello"u8.ToArray(),
        ["encrypted"] = () => APdf.Of(
            [.. Objects(APdf.Plain("BT ET"u8.ToArray()))],
            $"/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <{new string('0', 64)}> /U <{new string('1', 64)}> >> /ID [<00><00>]"),
        ["300 MB of blanks"] = () => APdf.Page(APdf.Plain(APdf.DeflatedBlanks(300), "/Filter /FlateDecode")),
        ["300 MB packed twice"] = () => APdf.Page(APdf.Plain(APdf.Deflated(APdf.DeflatedBlanks(300)), "/Filter [/FlateDecode /FlateDecode]")),
        ["forms within forms, ten to the twentieth"] = Forms,
        ["arrays 300,000 deep"] = () => APdf.Page(APdf.Plain(Encoding.ASCII.GetBytes($"{new string('[', 300_000)}(a){new string(']', 300_000)} TJ"))),
        ["a catalog of dictionaries 100,000 deep"] = Nested,
        ["states upon states"] = () => APdf.Page(APdf.Plain(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("q ", 400_000))))),
        ["text without end"] = () => APdf.Page(APdf.Packed(Encoding.ASCII.GetBytes($"BT /F1 1 Tf {string.Concat(Enumerable.Repeat("(aaaaaaaaaa) Tj ", 40_000))}ET"))),
        ["four thousand million characters in a map"] = CharacterMap,
        ["the same in the open"] = () => APdf.Page(APdf.Plain("BT ET"u8.ToArray()), more: [APdf.Plain("1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange"u8.ToArray())]),
        ["tables of tables"] = () => [.. "%PDF-1.4\n"u8, .. Enumerable.Repeat("startxref\n"u8.ToArray(), 100_000).SelectMany(line => line)],
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_file_that_is_broken_locked_or_hostile_cannot_be_read_and_harms_nobody(string name)
    {
        var file = Files[name]();
        var before = GC.GetTotalAllocatedBytes();
        var start = Stopwatch.GetTimestamp();

        Assert.IsType<AttachedDocument.Unreadable>(Read(file, limit: Limit));

        Assert.True(Stopwatch.GetElapsedTime(start) < Longest, name);
        Assert.True(GC.GetTotalAllocatedBytes() - before < 3L * 1024 * 1024 * 1024, name);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_file_with_bytes_turned_over_is_read_or_not_and_never_throws(int seed)
    {
        var random = new Random(seed);
        var whole = APdf.Saying("Patient: Johnny Smith\tDOB: 05/17/2020", "MRN 100003");
        for (var round = 0; round < 60; round++)
        {
            var file = whole.ToArray();
            for (var turned = 0; turned < 1 + (round % 12); turned++)
            {
                file[random.Next(file.Length)] = (byte)random.Next(256);
            }

            Assert.NotNull(Read(file[..random.Next(file.Length / 2, file.Length)]));
            Assert.NotNull(Read(file));
        }
    }

    [Fact]
    public void A_page_that_is_its_own_parent_is_read_once() =>
        Assert.IsType<AttachedDocument.Describes>(Read(APdf.Of(
        [
            .. Objects(APdf.Plain("BT /F1 9 Tf (Patient: Johnny Smith) Tj ET"u8.ToArray())).Select((content, index) =>
                index == 1 ? "<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>"u8.ToArray() : content),
        ])));

    [Fact]
    public void Time_for_pdfs_is_shared_by_all_of_a_message()
    {
        var budget = new ReadingBudget(Limit);
        var start = Stopwatch.GetTimestamp();
        for (var count = 0; count < 40; count++)
        {
            AttachedDocument.Read(new Attachment { ContentType = "application/pdf", Data = Forms() }, budget);
        }

        Assert.True(Stopwatch.GetElapsedTime(start) < Longest);
    }

    private static ImmutableArray<IdentityClaim> PatientsIn(params string[] lines) =>
        Read(APdf.Saying(lines)) is AttachedDocument.Describes described ? described.Patients : [];

    private static AttachedDocument Read(byte[] file, string contentType = "application/pdf", TimeSpan? limit = null) =>
        AttachedDocument.Read(new Attachment { ContentType = contentType, Data = file }, new ReadingBudget(limit ?? APdf.Patience));

    private static byte[][] Objects(byte[] content) =>
    [
        "<< /Type /Catalog /Pages 2 0 R >>"u8.ToArray(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"u8.ToArray(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"u8.ToArray(),
        content,
        Encoding.ASCII.GetBytes(APdf.Font),
    ];

    private static byte[] Nested()
    {
        var objects = Objects(APdf.Plain("BT ET"u8.ToArray()));
        var (open, close) = (string.Concat(Enumerable.Repeat("<< /A ", 100_000)), string.Concat(Enumerable.Repeat(">> ", 100_000)));
        objects[0] = Encoding.ASCII.GetBytes($"<< /Type /Catalog /Pages 2 0 R /X {open}1 {close}>>");
        return APdf.Of(objects);
    }

    private static byte[] Forms()
    {
        const int depth = 20;
        var forms = Enumerable.Range(0, depth).Select(level => APdf.Plain(
            Encoding.ASCII.GetBytes(level == depth - 1 ? "BT /F1 9 Tf (boo) Tj ET" : string.Concat(Enumerable.Repeat("/X Do ", 10))),
            $"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /Font << /F1 5 0 R >> /XObject << /X {level + 7} 0 R >> >>"));
        return APdf.Page(APdf.Plain("/X Do"u8.ToArray()), "/Font << /F1 5 0 R >> /XObject << /X 6 0 R >>", more: [.. forms]);
    }

    private static byte[] CharacterMap() => APdf.Page(
        APdf.Plain("BT /F1 11 Tf <00410042> Tj ET"u8.ToArray()),
        font: "<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 8 0 R >>",
        more:
        [
            "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 600 /FontDescriptor 7 0 R >>"u8.ToArray(),
            "<< /Type /FontDescriptor /FontName /A /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 900 /Descent -200 /CapHeight 700 /StemV 80 >>"u8.ToArray(),
            APdf.Packed("/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <00000000> <FFFFFFFF> <0020> endbfrange endcmap end end"u8.ToArray()),
        ]);
}
