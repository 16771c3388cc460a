using System.Text;
using System.Text.Json.Nodes;
using Gateway.Delivery;
using Gateway.References;

namespace Gateway.Tests.Delivery.Dialects;

/// <summary>What every connector promises, held against the strict simulated EHR of its kind.</summary>
public abstract class ConnectorContract : IAsyncLifetime
{
    private const string Words = "My left knee hurts when I climb stairs.";

    private readonly ConnectorFixture fixture;
    private readonly string sender;

    private protected ConnectorContract(ConnectorFixture fixture, string sender) => (this.fixture, this.sender) = (fixture, sender);

    private protected ConnectorFixture Fixture => fixture;

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await fixture.Ehr.FaultAsync("none");
        GC.SuppressFinalize(this);
    }

    private protected async Task HoldsAsync(FaultRow row)
    {
        var mode = row.Mode;
        var message = AMessage();
        // A connection is made before anything is asked; and late is later than the look that follows the patience of two seconds.
        await fixture.Ehr.FaultAsync(mode, mode == "tls" ? "all" : "creates", mode == "tls" ? null : 1, mode == "late" ? 6000 : 10);

        var connector = mode is "timeout-after-commit" or "late" ? fixture.Impatient : fixture.Connector;
        var first = await connector.SendAsync(message, Cancellation);
        Assert.Equal(row.First, Told(first));
        await fixture.Ehr.FaultAsync("none");
        if (first is SendResult.Unseen)
        {
            await FiledAsync(message.Id);
        }

        var then = first is SendResult.Failed or SendResult.Unseen
            ? await fixture.Connector.SendAsync(message with { MayHaveArrived = true }, Cancellation)
            : first;

        Assert.Equal(row.IsRefused ? row.First : "delivered", Told(then));
        Assert.Equal(row.IsRefused ? 0 : 1, fixture.Holding(message.Id.Value).Count);
    }

    [Fact]
    public async Task What_may_have_arrived_is_looked_for_and_others_are_not_taken_for_it()
    {
        var (one, other) = (AMessage(), AMessage());

        var first = await fixture.Connector.SendAsync(one with { MayHaveArrived = true }, Cancellation);
        var second = await fixture.Connector.SendAsync(other with { MayHaveArrived = true }, Cancellation);
        var again = await fixture.Connector.SendAsync(one with { MayHaveArrived = true }, Cancellation);

        Assert.Equal(("delivered", "delivered"), (Told(first), Told(second)));
        Assert.NotEqual(first, second);
        Assert.Equal(first, again);
        Assert.Single(fixture.Holding(one.Id.Value));
        Assert.Single(fixture.Holding(other.Id.Value));
    }

    [Fact]
    public async Task What_is_in_the_EHR_says_what_was_written_and_in_whose_chart()
    {
        var message = AMessage();
        await fixture.Connector.SendAsync(message, Cancellation);

        var filed = JsonNode.Parse(Assert.Single(fixture.Holding(message.Id.Value)))!;

        Assert.Equal("Patient/susie-smith", (string?)filed["subject"]!["reference"]);
        var part = Assert.Single(filed["payload"]!.AsArray())!;
        Assert.Equal(Words, (string?)part["contentString"] ?? Encoding.UTF8.GetString(Convert.FromBase64String((string)part["contentAttachment"]!["data"]!)));
    }

    private protected static OutboundRetraction RetractionOf(OutboundMessage message) => new(message.Id, message.Chart, null, MayHaveArrived: false, message.Content);

    private async Task FiledAsync(MessageId id)
    {
        for (var attempt = 0; attempt < 600 && fixture.Holding(id.Value).Count == 0; attempt++)
        {
            await Task.Delay(100, Cancellation);
        }
    }

    private static string Told(SendResult result) => result switch
    {
        SendResult.Delivered => "delivered",
        SendResult.Failed failed => $"failed {failed.Fault}",
        SendResult.Unseen unseen => $"unseen {unseen.Fault}",
        SendResult.Refused refused => $"refused {refused.Fault}",
        var other => other.ToString(),
    };

    private protected OutboundMessage AMessage()
    {
        var id = MessageId.New(TimeProvider.System);
        return new OutboundMessage(id, new PatientId("susie-smith"), MayHaveArrived: false, Encoding.UTF8.GetBytes($$"""
            {"resourceType":"Communication","id":"{{id}}","meta":{"profile":["https://fhirmessaging.org/fhir/StructureDefinition/patient-message"]},
             "identifier":[{"system":"{{MessageId.System}}","value":"{{id}}"}],"status":"completed","priority":"asap",
             "subject":{"reference":"Patient/susie-smith"},"topic":{"text":"My knee"},"sent":"{{TimeProvider.System.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss'Z'}}",
             "recipient":[{"reference":"CareTeam/pool-scheduling"},{"reference":"Practitioner/dr-lee"}],"sender":{"reference":"{{sender}}"},
             "payload":[{"contentString":"{{Words}}"}]}
            """));
    }
}

/// <summary>The contract of those that create and look over FHIR.</summary>
public abstract class FhirConnectorContract : ConnectorContract
{
    private protected FhirConnectorContract(ConnectorFixture fixture, string sender)
        : base(fixture, sender)
    {
    }

    public static TheoryData<string> Faults => [.. FaultRow.All.Select(row => row.Mode)];

    [Theory]
    [MemberData(nameof(Faults))]
    public Task Whatever_the_EHR_does_a_message_is_filed_once_or_refused_for_good(string mode) => HoldsAsync(FaultRow.All.Single(row => row.Mode == mode));

    [Fact]
    public async Task What_was_filed_by_mistake_is_told_to_a_person_once_and_nothing_is_quoted()
    {
        var message = AMessage();
        var filed = Assert.IsType<SendResult.Delivered>(await Fixture.Connector.SendAsync(message, Cancellation));
        var retraction = new OutboundRetraction(message.Id, message.Chart, filed.EhrId, MayHaveArrived: false, message.Content);

        var told = Assert.IsType<SendResult.ByHand>(await Fixture.Connector.RetractAsync(retraction, Cancellation));
        var again = await Fixture.Connector.RetractAsync(retraction with { MayHaveArrived = true }, Cancellation);

        Assert.Equal(told, again);
        var notice = Assert.Single(Fixture.Holding($"\"id\":\"{told.NoticeId}\""));
        var text = (string?)JsonNode.Parse(notice)!["payload"]![0]!["contentString"]
            ?? Encoding.UTF8.GetString(Convert.FromBase64String((string)JsonNode.Parse(notice)!["payload"]![0]!["contentAttachment"]!["data"]!));
        Assert.Contains(filed.EhrId, text, StringComparison.Ordinal);
        Assert.DoesNotContain("knee", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_may_have_arrived_is_found_before_it_is_taken_back_and_what_did_not_arrive_is_not()
    {
        var (arrived, lost) = (AMessage(), AMessage());
        await Fixture.Ehr.FaultAsync("lost-answer", "creates", count: 1);
        await Fixture.Connector.SendAsync(arrived, Cancellation);

        var found = await Fixture.Connector.RetractAsync(RetractionOf(arrived), Cancellation);
        var absent = await Fixture.Connector.RetractAsync(RetractionOf(lost), Cancellation);

        Assert.IsType<SendResult.ByHand>(found);
        Assert.Equal(new SendResult.Retracted(null), absent);
    }
}

/// <summary>The generic connector with an EHR of FHIR R4.</summary>
public sealed class GenericConnectorTests(GenericEhr ehr) : FhirConnectorContract(ehr, "Patient/susie-smith"), IClassFixture<GenericEhr>;

/// <summary>The Epic-style connector with its EHR.</summary>
public sealed class EpicConnectorTests(EpicEhr ehr) : FhirConnectorContract(ehr, "Patient/susie-smith"), IClassFixture<EpicEhr>;

/// <summary>The Oracle-style connector with its EHR, for what patients write.</summary>
public sealed class OraclePatientConnectorTests(OracleEhr ehr) : FhirConnectorContract(ehr, "Patient/susie-smith"), IClassFixture<OracleEhr>;

/// <summary>The Oracle-style connector with its EHR, for what clinicians write.</summary>
public sealed class OracleClinicianConnectorTests(OracleEhr ehr) : FhirConnectorContract(ehr, "Practitioner/dr-lee"), IClassFixture<OracleEhr>;
