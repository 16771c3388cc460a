using System.Text;
using System.Text.Json.Nodes;
using Gateway.Connections;
using Gateway.Delivery;
using Gateway.Delivery.Dialects;
using Gateway.References;

namespace Gateway.Tests.Delivery.Dialects;

/// <summary>How a message is put into the words of each kind of EHR.</summary>
public sealed class DialectTests
{
    private static readonly OracleDialect Oracle = new(new OracleOptions
    {
        Sender = "Practitioner/gateway",
        DefaultRecipient = "Group/front-desk",
        Recipients = new() { ["CareTeam/pool-refill"] = "Group/refills" },
        PatientMessages = new Uri("https://ehr.example/patient-messages"),
    });

    [Fact]
    public void Epic_gets_no_element_that_its_create_does_not_have()
    {
        var form = new EpicDialect().FormOf(Outbound("""
            "meta":{"profile":["x"]},"language":"en","text":{"status":"empty"},"contained":[{"resourceType":"Patient","id":"p"}],"extension":[{"url":"x"}],
            "identifier":[{"system":"urn:portal","value":"7"}],"status":"completed","subject":{"reference":"Patient/susie"},"about":[{"reference":"Encounter/e"}],
            "topic":{"coding":[{"code":"refill","display":"Refill"}]},"recipient":[{"reference":"#p"},{"reference":"CareTeam/pool"}],"sender":{"reference":"Patient/susie"},
            "payload":[{"contentString":"Words"},{"contentReference":{"reference":"DocumentReference/d"}}],"note":[{"text":"n"}]
            """));

        var filed = JsonNode.Parse(form.Content)!.AsObject();
        Assert.Equal(
            ["category", "identifier", "payload", "recipient", "resourceType", "sender", "status", "subject", "topic"],
            filed.Select(member => member.Key).Order(StringComparer.Ordinal));
        Assert.Equal((MessageId.System, "m1"), ((string?)filed["identifier"]![0]!["system"], (string?)filed["identifier"]![0]!["value"]));
        Assert.Equal("notification", (string?)filed["category"]![0]!["coding"]![0]!["code"]);
        Assert.Equal("Refill", (string?)filed["topic"]!["text"]);
        Assert.Equal("CareTeam/pool", (string?)Assert.Single(filed["recipient"]!.AsArray())!["reference"]);
        Assert.Equal(["Words", "Refers to DocumentReference/d."], filed["payload"]!.AsArray().Select(part => (string?)part!["contentString"]));
        Assert.StartsWith("Communication?patient=susie&identifier=", form.Place.Query, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[{"reference":"CareTeam/pool-refill"}]""", "Group/refills")]
    [InlineData("""[{"reference":"CareTeam/pool-unheard-of"}]""", "Group/front-desk")]
    [InlineData("""[{"reference":"Practitioner/dr-lee"},{"reference":"CareTeam/pool-refill"}]""", "Practitioner/dr-lee Group/refills")]
    [InlineData("""[{"reference":"PractitionerRole/r"},{"reference":"Organization/o"}]""", "Group/front-desk")]
    [InlineData("[]", "Group/front-desk")]
    public void Oracle_knows_every_recipient_or_the_default(string recipients, string expected) => Assert.Equal(
        expected.Split(' '),
        Filed($$"""{{Clinicians}},"recipient":{{recipients}}""")["recipient"]!.AsArray().Select(recipient => (string?)recipient!["reference"]));

    [Theory]
    [InlineData("routine", "routine")]
    [InlineData("urgent", "urgent")]
    [InlineData("asap", "urgent")]
    [InlineData("stat", "urgent")]
    public void Oracle_knows_two_priorities(string priority, string expected) =>
        Assert.Equal(expected, (string?)Filed($$"""{{Clinicians}},"priority":"{{priority}}" """)["priority"]);

    [Theory]
    [InlineData("Practitioner/dr-lee", "Practitioner/dr-lee")]
    [InlineData("PractitionerRole/r", "Practitioner/gateway")]
    [InlineData("Organization/o", "Practitioner/gateway")]
    public void Oracle_files_in_the_name_of_a_Practitioner(string sender, string expected) =>
        Assert.Equal(expected, (string?)Filed($$"""{{Words}},"sender":{"reference":"{{sender}}"}""")["sender"]!["reference"]);

    [Theory]
    [InlineData("Patient/susie")]
    [InlineData("RelatedPerson/susie-for-johnny")]
    public void What_patients_and_proxies_write_goes_through_Oracles_other_door(string author)
    {
        var form = Oracle.FormOf(Outbound($$"""{{Words}},"sender":{"reference":"{{author}}"},"priority":"stat","sent":"2026-11-30T09:00:00+01:00" """));

        Assert.Equal(("https://ehr.example/patient-messages", "application/json"), (form.Address, form.MediaType));
        var filed = JsonNode.Parse(form.Content)!;
        Assert.Equal(
            ("m1", "Patient/susie", author, "urgent", "2026-11-30T08:00:00Z", "Words"),
            ((string?)filed["externalId"], (string?)filed["patient"], (string?)filed["author"], (string?)filed["priority"], (string?)filed["sentAt"], (string?)filed["text"]));
    }

    [Fact]
    public void Files_are_named_and_stay_in_the_gateway()
    {
        var filed = JsonNode.Parse(Oracle.FormOf(Outbound("""
            "subject":{"reference":"Patient/susie"},"sender":{"reference":"Practitioner/dr-lee"},
            "payload":[{"contentString":"See the picture."},{"contentAttachment":{"contentType":"image/png","data":"AAAA"}}]
            """)).Content)!;

        Assert.Equal(
            "See the picture.\n\nA file (image/png) is with the message in the messaging gateway.",
            Encoding.UTF8.GetString(Convert.FromBase64String((string)filed["payload"]![0]!["contentAttachment"]!["data"]!)));
    }

    [Theory]
    [InlineData("""{"resourceType":"Bundle","type":"searchset","entry":[{"resource":{"resourceType":"Communication","id":"e1","topic":{"text":"Knee [m1]"}}}]}""", "e1")]
    [InlineData("""{"resourceType":"Bundle","type":"searchset","entry":[{"resource":{"resourceType":"Communication","id":"e2","topic":{"text":"Knee [m12]"}}}]}""", "absent")]
    [InlineData("""{"resourceType":"Bundle","type":"searchset","entry":[{"resource":{"resourceType":"Communication","id":"e3","topic":{"text":"Filed by mistake [retract:m1]"}}}]}""", "absent")]
    [InlineData("""{"resourceType":"Bundle","type":"searchset"}""", "absent")]
    [InlineData("""{"resourceType":"OperationOutcome"}""", "unusable")]
    [InlineData("<html>", "unusable")]
    public void Oracle_is_asked_for_the_end_of_the_subject_line(string answer, string expected) => Assert.Equal(
        expected,
        Oracle.FormOf(Outbound(Clinicians)).Place.Read(Encoding.UTF8.GetBytes(answer)) switch
        {
            ReadBack.Held held => held.EhrId,
            ReadBack.Absent => "absent",
            _ => "unusable",
        });

    private const string Words = """ "subject":{"reference":"Patient/susie"},"payload":[{"contentString":"Words"}]""";

    private const string Clinicians = Words + ""","sender":{"reference":"Practitioner/dr-lee"}""";

    private static JsonNode Filed(string elements) => JsonNode.Parse(Oracle.FormOf(Outbound(elements)).Content)!;

    private static OutboundMessage Outbound(string elements) => new(
        new MessageId("m1"), new PatientId("susie"), MayHaveArrived: false, Encoding.UTF8.GetBytes($$"""{"resourceType":"Communication",{{elements}} }"""));
}
