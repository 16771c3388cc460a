using System.Text;
using Gateway.Connections;
using Gateway.Delivery;
using Gateway.References;
using Gateway.Tests.Connections;
using Gateway.Tests.Mllp;
using Microsoft.AspNetCore.Http;

namespace Gateway.Tests.Delivery;

/// <summary>One send to an EHR that may fail in every way an EHR does.</summary>
public sealed class FhirConnectorTests : IAsyncLifetime
{
    private StrictEhr _ehr = null!;
    private ConnectedHost _host = null!;
    private FhirConnector _connector = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _ehr = await StrictEhr.StartAsync(Cancellation);
        _host = ConnectedHost.To(_ehr.FhirBase);
        _connector = ConnectorOf(_host);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _ehr.DisposeAsync();
    }

    [Fact]
    public async Task A_first_send_posts_the_stored_bytes_and_takes_the_id_from_Location()
    {
        var message = AMessage("m1");

        Assert.Equal(new SendResult.Delivered("e1"), await _connector.SendAsync(message, Cancellation));
        Assert.Equal(["POST Communication"], _ehr.Calls);
        Assert.Equal(message.Content.ToArray(), _ehr.FiledMessages.Single().Content);
    }

    [Theory]
    [InlineData("Communication/{0}")]
    [InlineData("/fhir/Communication/{0}/_history/3")]
    [InlineData("https://ehr.example/tenant/fhir/Communication/{0}")]
    [InlineData("https://ehr.example/Communication/fhir/Communication/{0}/_history/1")]
    public async Task The_id_is_read_from_any_form_of_Location(string location)
    {
        _ehr.Next(StrictEhr.FileWithLocation(location));

        Assert.Equal(new SendResult.Delivered("e1"), await _connector.SendAsync(AMessage("m1"), Cancellation));
        Assert.Single(_ehr.Calls);
    }

    [Fact]
    public async Task Without_a_Location_the_id_is_read_back()
    {
        _ehr.Next(StrictEhr.FileWithoutLocation);

        Assert.Equal(new SendResult.Delivered("e1"), await _connector.SendAsync(AMessage("m1"), Cancellation));
        Assert.Equal(["POST Communication", $"GET Communication?identifier={MessageId.System}|m1"], _ehr.Calls);
    }

    [Fact]
    public async Task A_conflict_over_what_is_there_is_a_delivery()
    {
        _ehr.Next(StrictEhr.FileThenConflict);

        Assert.Equal(new SendResult.Delivered("e1"), await _connector.SendAsync(AMessage("m1"), Cancellation));
    }

    [Theory]
    [InlineData(409)]
    [InlineData(412)]
    public async Task A_conflict_over_nothing_is_tried_again_later(int status)
    {
        _ehr.Next(StrictEhr.Status(status));

        Assert.Equal(new SendResult.Failed($"{status}"), await _connector.SendAsync(AMessage("m1"), Cancellation));
    }

    [Fact]
    public async Task What_may_have_arrived_and_did_is_not_posted_again()
    {
        _ehr.File(AMessage("m1").Content.ToArray());

        Assert.Equal(new SendResult.Delivered("e1"), await _connector.SendAsync(AMessage("m1") with { MayHaveArrived = true }, Cancellation));
        Assert.Equal([$"GET Communication?identifier={MessageId.System}|m1"], _ehr.Calls);
    }

    [Fact]
    public async Task What_may_have_arrived_and_did_not_is_posted()
    {
        Assert.Equal(new SendResult.Delivered("e1"), await _connector.SendAsync(AMessage("m1") with { MayHaveArrived = true }, Cancellation));
        Assert.Equal("POST Communication", _ehr.Calls[^1]);
    }

    [Theory]
    [InlineData(503, "503")]
    [InlineData(400, "read-back-400")]
    [InlineData(404, "read-back-404")]
    [InlineData(403, "read-back-403")]
    public async Task Without_a_read_back_nothing_is_posted(int status, string fault)
    {
        _ehr.Search = http => StrictEhr.Status(status)(_ehr, http, []);

        Assert.Equal(new SendResult.Failed(fault), await _connector.SendAsync(AMessage("m1") with { MayHaveArrived = true }, Cancellation));
        Assert.DoesNotContain("POST Communication", _ehr.Calls);
    }

    [Fact]
    public async Task A_chart_that_is_closed_to_the_look_is_closed_for_good()
    {
        _ehr.Search = http => StrictEhr.Status(403, "4130")(_ehr, http, []);

        Assert.Equal(new SendResult.Refused("ehr-4130"), await _connector.SendAsync(AMessage("m1") with { MayHaveArrived = true }, Cancellation));
    }

    [Fact]
    public async Task An_EHR_that_ignores_the_identifier_is_not_believed()
    {
        _ehr.Search = http => http.Response.WriteAsync(
            """{"resourceType":"Bundle","type":"searchset","entry":[{"resource":{"resourceType":"Communication","id":"x"}}]}""", Cancellation);

        Assert.Equal(
            new SendResult.Failed(FhirConnector.ReadBackIgnored),
            await _connector.SendAsync(AMessage("m1") with { MayHaveArrived = true }, Cancellation));
        Assert.Empty(_ehr.FiledMessages);
    }

    [Theory]
    [InlineData(400, null, "400")]
    [InlineData(410, null, "410")]
    [InlineData(413, null, "413")]
    [InlineData(415, null, "415")]
    [InlineData(422, null, "422")]
    [InlineData(422, "4100", "ehr-4100")]
    [InlineData(403, "4130", "ehr-4130")]
    [InlineData(403, "4131", "ehr-4131")]
    [InlineData(500, "4134", "ehr-4134")]
    public async Task What_the_EHR_will_never_take_is_refused_with_a_code(int status, string? number, string fault)
    {
        _ehr.Next(StrictEhr.Status(status, number));

        Assert.Equal(new SendResult.Refused(fault), await _connector.SendAsync(AMessage("m1"), Cancellation));
    }

    [Theory]
    [InlineData(301)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task What_may_be_mended_is_tried_again_later(int status)
    {
        _ehr.Next(StrictEhr.Status(status));

        Assert.Equal(new SendResult.Failed($"{status}"), await _connector.SendAsync(AMessage("m1"), Cancellation));
        Assert.Single(_ehr.Calls);
    }

    [Fact]
    public async Task The_EHRs_wish_to_wait_is_handed_on()
    {
        _ehr.Next(StrictEhr.Status(429, retryAfter: 17));

        Assert.Equal(new SendResult.Failed("429", TimeSpan.FromSeconds(17)), await _connector.SendAsync(AMessage("m1"), Cancellation));
    }

    [Fact]
    public async Task Prose_in_the_place_of_a_code_goes_nowhere()
    {
        _ehr.Next(StrictEhr.Status(422, "Johnny has a fever"));

        Assert.Equal(new SendResult.Refused("422"), await _connector.SendAsync(AMessage("m1"), Cancellation));
    }

    [Fact]
    public async Task After_a_lost_answer_what_was_filed_is_looked_for_at_once()
    {
        _ehr.Next(StrictEhr.LoseAnswerAfterFiling);

        Assert.Equal(new SendResult.Delivered("e1"), await _connector.SendAsync(AMessage("m1"), Cancellation));
        Assert.Equal(["POST Communication", $"GET Communication?identifier={MessageId.System}|m1"], _ehr.Calls);
    }

    [Theory]
    [InlineData(408)]
    [InlineData(502)]
    [InlineData(504)]
    public async Task Where_somebody_before_the_EHR_answers_its_end_was_not_seen(int status)
    {
        _ehr.Next(StrictEhr.Status(status));

        Assert.Equal(new SendResult.Unseen($"{status}"), await _connector.SendAsync(AMessage("m1"), Cancellation));
        Assert.Equal(["POST Communication", $"GET Communication?identifier={MessageId.System}|m1"], _ehr.Calls);
    }

    [Fact]
    public async Task What_may_still_arrive_is_looked_for_and_not_sent()
    {
        var interrupted = AMessage("m1") with { MayHaveArrived = true, MayStillArrive = true };

        Assert.Equal(new SendResult.Unseen(SendResult.Interrupted), await _connector.SendAsync(interrupted, Cancellation));
        _ehr.File(interrupted.Content.ToArray());

        Assert.Equal(new SendResult.Delivered("e1"), await _connector.SendAsync(interrupted, Cancellation));
        Assert.DoesNotContain("POST Communication", _ehr.Calls);
    }

    [Fact]
    public async Task What_a_hanging_EHR_has_filed_is_found()
    {
        _ehr.Next(StrictEhr.HangAfterFiling);

        Assert.Equal(new SendResult.Delivered("e1"), await SendImpatientlyAsync(AMessage("m1")));
        Assert.Equal(["POST Communication", $"GET Communication?identifier={MessageId.System}|m1"], _ehr.Calls);
    }

    [Fact]
    public async Task A_hanging_EHR_that_has_not_filed_is_a_timeout_whose_end_was_not_seen()
    {
        _ehr.Next(StrictEhr.Hang);

        Assert.Equal(new SendResult.Unseen(EhrFault.Timeout), await SendImpatientlyAsync(AMessage("m1")));
        Assert.Equal(["POST Communication", $"GET Communication?identifier={MessageId.System}|m1"], _ehr.Calls);
    }

    [Fact]
    public async Task No_EHR_at_all_is_unreachable()
    {
        await _ehr.DisposeAsync();

        Assert.Equal(new SendResult.Failed(EhrFault.Unreachable), await _connector.SendAsync(AMessage("m1"), Cancellation));
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_told_from_a_cable_and_nothing_is_sent()
    {
        using var certificate = TestReceiver.ACertificate();
        await using var ehr = await StrictEhr.StartAsync(Cancellation, certificate);
        await using var host = ConnectedHost.To(ehr.FhirBase);

        Assert.Equal(new SendResult.Failed(EhrFault.Tls), await ConnectorOf(host).SendAsync(AMessage("m1"), Cancellation));
        Assert.Empty(ehr.Calls);
    }

    // Five seconds: enough for the look that follows, also on a busy machine.
    private async Task<SendResult> SendImpatientlyAsync(OutboundMessage message)
    {
        await using var host = ConnectedHost.To(_ehr.FhirBase, more: ("Ehr:TimeoutSeconds", "5"));
        return await ConnectorOf(host).SendAsync(message, Cancellation);
    }

    private static FhirConnector ConnectorOf(ConnectedHost host) =>
        new(host.Get<EhrClient>(), new Retractions(host.Get<EhrClient>(), TimeProvider.System));

    private static OutboundMessage AMessage(string id) => new(
        new MessageId(id), new PatientId("susie-smith"), MayHaveArrived: false, Encoding.UTF8.GetBytes(
            $$"""{"resourceType":"Communication","identifier":[{"system":"{{MessageId.System}}","value":"{{id}}"}],"status":"in-progress"}"""));
}
