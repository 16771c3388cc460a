using System.Text;
using System.Text.Json.Nodes;
using Gateway.Delivery;
using Gateway.References;

namespace Gateway.Tests.Delivery.Dialects;

/// <summary>The connector for HL7 v2 documents with its EHR: nothing can be looked for, so that all rests on the document's number.</summary>
public sealed class Hl7v2ConnectorTests(Hl7v2Ehr ehr) : ConnectorContract(ehr, "Patient/susie-smith"), IClassFixture<Hl7v2Ehr>
{
    public static TheoryData<string> Faults => [.. FaultRow.Mllp.Select(row => row.Mode)];

    [Theory]
    [MemberData(nameof(Faults))]
    public Task Whatever_the_receiver_does_a_message_is_filed_once_or_refused_for_good(string mode) => HoldsAsync(FaultRow.Mllp.Single(row => row.Mode == mode));

    [Fact]
    public async Task What_was_filed_by_mistake_is_cancelled_once_and_quotes_nothing()
    {
        var message = AMessage();
        await Fixture.Connector.SendAsync(message, Cancellation);

        var first = await Fixture.Connector.RetractAsync(RetractionOf(message), Cancellation);
        var again = await Fixture.Connector.RetractAsync(RetractionOf(message) with { MayHaveArrived = true }, Cancellation);

        Assert.Equal(new SendResult.Retracted(message.Id.Value), first);
        Assert.Equal(first, again);
        var filed = Assert.Single(Fixture.Holding(message.Id.Value));
        Assert.Equal("entered-in-error", (string?)JsonNode.Parse(filed)!["status"]);
        Assert.DoesNotContain("knee", filed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_did_not_arrive_is_not_taken_back_and_what_may_have_is()
    {
        var (arrived, lost) = (AMessage(), AMessage());
        await Fixture.Ehr.FaultAsync("lost-answer", "creates", count: 1);
        await Fixture.Connector.SendAsync(arrived, Cancellation);

        Assert.Equal(new SendResult.Retracted(arrived.Id.Value), await Fixture.Connector.RetractAsync(RetractionOf(arrived), Cancellation));
        Assert.Equal(new SendResult.Retracted(null), await Fixture.Connector.RetractAsync(RetractionOf(lost), Cancellation));
    }

    [Theory]
    [InlineData("retract-ehr-59108", "refuse")]
    [InlineData("retract-ehr-4130", "chart-closed")]
    [InlineData("retract-hl7-205", "conflict")]
    public async Task A_cancellation_that_is_refused_is_for_a_person(string fault, string mode)
    {
        var message = AMessage();
        await Fixture.Connector.SendAsync(message, Cancellation);
        await Fixture.Ehr.FaultAsync(mode, "creates", count: 1);

        Assert.Equal(fault, Assert.IsType<SendResult.Refused>(await Fixture.Connector.RetractAsync(RetractionOf(message), Cancellation)).Fault);
    }

    [Theory]
    [InlineData("chen-wei", FaultReasons.PatientMerged)]
    [InlineData("nobody", FaultReasons.PatientUnknown)]
    public async Task Nothing_is_sent_for_a_chart_that_the_directory_does_not_have(string chart, string fault)
    {
        var message = AMessage();

        var told = await Fixture.Connector.SendAsync(message with { Chart = new PatientId(chart) }, Cancellation);

        Assert.Equal(fault, Assert.IsType<SendResult.Refused>(told).Fault);
        Assert.Empty(Fixture.Holding(message.Id.Value));
    }

    [Fact]
    public async Task Whatever_somebody_writes_arrives_as_it_was_written()
    {
        const string Words = "100 % of |pipes|, ^carets^ & ~tildes~ \\back\\slashes\\ \\X0D\\ – Ärger, 頭痛 🤕\n\n  indented, \ttabbed";
        var id = MessageId.New(TimeProvider.System);
        var content = new JsonObject
        {
            ["resourceType"] = "Communication",
            ["status"] = "completed",
            ["subject"] = new JsonObject { ["reference"] = "Patient/susie-smith" },
            ["encounter"] = new JsonObject { ["reference"] = "Encounter/susie-visit" },
            ["topic"] = new JsonObject { ["text"] = "Knee & hip | left" },
            ["sent"] = "2026-11-30T09:00:00+01:00",
            ["sender"] = new JsonObject { ["reference"] = "RelatedPerson/susie-for-johnny" },
            ["recipient"] = new JsonArray(new JsonObject { ["reference"] = "CareTeam/pool-refill" }, new JsonObject { ["reference"] = "Practitioner/dr-lee" }),
            ["payload"] = new JsonArray(
                new JsonObject { ["contentString"] = Words },
                new JsonObject { ["contentAttachment"] = new JsonObject { ["contentType"] = "image/png", ["data"] = "iVBORw0KGgo=", ["title"] = "My^knee" } }),
        };

        var told = await Fixture.Connector.SendAsync(
            new OutboundMessage(id, new PatientId("susie-smith"), MayHaveArrived: false, Encoding.UTF8.GetBytes(content.ToJsonString())), Cancellation);

        Assert.Equal(new SendResult.Delivered(id.Value), told);
        var filed = JsonNode.Parse(Assert.Single(Fixture.Holding(id.Value)))!;
        Assert.Equal(Words, (string?)filed["payload"]![0]!["contentString"]);
        Assert.Equal("Knee & hip | left", (string?)filed["topic"]!["text"]);
        Assert.Equal("2026-11-30T08:00:00Z", (string?)filed["sent"]);
        Assert.Equal("Encounter/susie-visit", (string?)filed["encounter"]!["reference"]);
        Assert.Equal("RelatedPerson/susie-for-johnny", (string?)filed["sender"]!["reference"]);
        Assert.Equal(["CareTeam/pool-refill", "Practitioner/dr-lee"], filed["recipient"]!.AsArray().Select(to => (string?)to!["reference"]));
        var file = filed["payload"]![1]!["contentAttachment"]!;
        Assert.Equal(("image/png", "iVBORw0KGgo=", "My^knee"), ((string?)file["contentType"], (string?)file["data"], (string?)file["title"]));
    }
}
