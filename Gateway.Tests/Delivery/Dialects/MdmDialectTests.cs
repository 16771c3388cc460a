using System.Text;
using Gateway.Connections;
using Gateway.Delivery;
using Gateway.Delivery.Dialects;
using Gateway.References;
using Hl7.Fhir.Model;

namespace Gateway.Tests.Delivery.Dialects;

/// <summary>How a message is written as an HL7 v2 document.</summary>
public sealed class MdmDialectTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 9, 0, 0, TimeSpan.FromHours(1));

    private static readonly MdmDialect Dialect = new(
        new Hl7v2Options
        {
            SendingFacility = "CLINIC",
            ReceivingApplication = "EHR",
            ReceivingFacility = "HOSPITAL",
            Processing = "T",
            DocumentType = "PM",
            Authorities = [new() { System = "urn:mrn", Name = "MRN", UniversalId = "1.2.3", UniversalIdType = "ISO" }, new() { System = "urn:nhs", Name = "NHS", Type = "NH" }],
            Persons = new() { ["CareTeam/pool-refill"] = "P100" },
        },
        new Uri("https://ehr.example/fhir/"));

    private static readonly Patient Susie = new()
    {
        Identifier = [new("urn:mrn", "12|3"), new("urn:other", "x"), new("urn:nhs", "999")],
        Name = [new() { Use = HumanName.NameUse.Maiden, Family = "Jones" }, new() { Family = "Smith", Given = ["Susie", "Ann"] }],
        BirthDate = "1988-03-04",
        Gender = AdministrativeGender.Female,
    };

    [Fact]
    public void A_message_is_an_MDM_T02()
    {
        var lines = Lines(Dialect.Notification(Outbound("""
            "status":"completed","priority":"stat","encounter":{"reference":"Encounter/e1"},"sent":"2026-11-30T08:30:00Z","topic":{"text":"A & B"},
            "inResponseTo":[{"reference":"Communication/m0"}],"sender":{"reference":"RelatedPerson/r1"},
            "recipient":[{"reference":"CareTeam/pool-refill"},{"reference":"Practitioner/d1"}],
            "payload":[{"contentString":"One\r\n\r\nThree"},{"contentAttachment":{"contentType":"application/pdf","data":"AAAA","title":"Form"}},
             {"contentAttachment":{"contentType":"image/png","url":"https://x"}},{"contentReference":{"reference":"Binary/b"}}]
            """), Susie, Now));

        Assert.Equal(
            [
                $@"MSH|^~\&|FHIRMESSAGING|CLINIC|EHR|HOSPITAL|20261130080000+0000||MDM^T02^MDM_T02|{MdmDialect.ControlIdOf("T02", new PatientId("susie"), new MessageId("m1"))}|T|2.5.1||||||UNICODE UTF-8",
                "EVN|T02|20261130080000+0000",
                @"PID|1||12\F\3^^^MRN&1.2.3&ISO^MR~999^^^NHS^NH||Smith^Susie^Ann||19880304|F",
                "PV1|1|U|||||||||||||||||e1^^^&https://ehr.example/fhir&URI",
                "TXA|1|PM|TX|||20261130083000+0000|||RelatedPerson/r1^^^^^^^^&https://ehr.example/fhir&URI|||m1^^https://fhirmessaging.org/fhir/sid/message-id^URI"
                    + "|m0^^https://fhirmessaging.org/fhir/sid/message-id^URI||||DO||AV||||P100~Practitioner/d1^^^^^^^^&https://ehr.example/fhir&URI",
                "OBX|1|ST|PRIORITY^Priority^L||stat||||||F",
                @"OBX|2|ST|SUBJECT^Subject^L||A \T\ B||||||F",
                "OBX|3|TX|MESSAGE^Message^L|1|One||||||F",
                "OBX|4|TX|MESSAGE^Message^L|1|||||||F",
                "OBX|5|TX|MESSAGE^Message^L|1|Three||||||F",
                "OBX|6|ED|FILE^Form^L|2|^AP^pdf^Base64^AAAA||||||F",
                "OBX|7|TX|MESSAGE^Message^L|3|A file (image/png) is with the message in the messaging gateway.||||||F",
                "OBX|8|TX|MESSAGE^Message^L|4|Refers to Binary/b.||||||F",
            ],
            lines);
    }

    [Fact]
    public void A_message_with_little_in_it_is_one_too()
    {
        var lines = Lines(Dialect.Notification(Outbound(""" "payload":[{"contentString":"Hi"}] """), new Patient { Identifier = [new("urn:mrn", "1")] }, Now));

        Assert.Equal("PID|1||1^^^MRN&1.2.3&ISO^MR||^^^^^^U|||U", lines[2]);
        Assert.Equal("PV1|1|N", lines[3]);
        Assert.Equal("TXA|1|PM|TX|||||||||m1^^https://fhirmessaging.org/fhir/sid/message-id^URI|||||DO||AV", lines[4]);
        Assert.Equal("OBX|1|TX|MESSAGE^Message^L|1|Hi||||||F", Assert.Single(lines[5..]));
    }

    [Fact]
    public void What_is_taken_back_is_an_MDM_T11_that_says_nothing_of_what_it_said()
    {
        var lines = Lines(Dialect.Cancellation(
            new OutboundRetraction(new MessageId("m1"), new PatientId("susie"), "m1", MayHaveArrived: false, Outbound(""" "topic":{"text":"Knee"} """).Content), Susie, Now));

        Assert.Contains("MDM^T11^MDM_T01", lines[0], StringComparison.Ordinal);
        Assert.Equal(["MSH", "EVN", "PID", "PV1", "TXA"], lines.Select(line => line[..3]));
        Assert.Equal("TXA|1|PM|TX|||||||||m1^^https://fhirmessaging.org/fhir/sid/message-id^URI|||||DO||CA", lines[^1]);
    }

    [Fact]
    public void The_control_id_is_the_same_for_the_same_and_fits_where_it_belongs()
    {
        var (id, chart) = (MessageId.New(TimeProvider.System), new PatientId("susie"));

        var first = MdmDialect.ControlIdOf("T02", chart, id);

        Assert.Equal(first, MdmDialect.ControlIdOf("T02", chart, id));
        Assert.Equal(20, first.Length);
        Assert.NotEqual(first, MdmDialect.ControlIdOf("T11", chart, id));
        Assert.NotEqual(first, MdmDialect.ControlIdOf("T02", new PatientId("johnny"), id));
    }

    [Fact]
    public void A_patient_without_a_number_that_the_receiver_knows_has_none() =>
        Assert.True(Dialect.NumbersOf(new Patient { Identifier = [new("urn:other", "1"), new("urn:mrn", null)] }).IsEmpty);

    private static string[] Lines(byte[] message) => Encoding.UTF8.GetString(message).TrimEnd('\r').Split('\r');

    private static OutboundMessage Outbound(string elements) => new(
        new MessageId("m1"), new PatientId("susie"), MayHaveArrived: false, Encoding.UTF8.GetBytes($$"""{"resourceType":"Communication",{{elements}} }"""));
}
