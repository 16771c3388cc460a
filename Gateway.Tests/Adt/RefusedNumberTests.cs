using System.Net;
using System.Text;
using Gateway.Adt;
using Gateway.Charts;
using Gateway.Connections;
using Gateway.Delivery.Dialects;
using Gateway.References;
using global::Sandbox.Families;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Tests.Adt;

/// <summary>What the feed is answered when the EHR says no to a number.</summary>
[Collection(AdtFixture.Collection)]
public sealed class RefusedNumberTests(AdtFixture fixture)
{
    private static readonly BusinessIdentifier Number = new(Shapes.RecordNumbers, "quince");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(400, true)]
    [InlineData(422, true)]
    [InlineData(401, false)]
    [InlineData(403, false)]
    [InlineData(404, false)]
    [InlineData(429, false)]
    [InlineData(500, false)]
    [InlineData(503, false)]
    public async Task A_no_to_the_number_itself_stays_one_and_any_other_can_be_mended(int status, bool isRefused)
    {
        using var ehr = new AnEhr(_ => status);

        Assert.Equal(isRefused ? new NumberHolding.Refused() : new NumberHolding.Unavailable(), await ehr.Holders.OfAsync(Number, Cancellation));
    }

    [Theory]
    [InlineData(422, "AE 204 PID 3", "PID|1||quince^^^MRN\r")]
    [InlineData(403, "AE 207  ", "PID|1||quince^^^MRN\r")]
    [InlineData(422, "AE 204 PID 3", "PID|1||quince^^^MRN~susie^^^MRN\r")]
    [InlineData(422, "AE 204 PID 3", "PID|1||quince^^^MRN\rMRG|mark^^^MRN\r")]
    [InlineData(422, "AE 204 MRG 1", "PID|1||mark^^^MRN\rMRG|quince^^^MRN\r")]
    [InlineData(503, "AE 207  ", "PID|1||mark^^^MRN\rMRG|quince^^^MRN\r")]
    public async Task What_the_EHR_will_never_search_for_does_not_hold_up_the_feed(int status, string answer, string segments)
    {
        using var ehr = new AnEhr(body => body.Contains("quince", StringComparison.Ordinal) ? status : 200);
        var desk = ActivatorUtilities.CreateInstance<AdtDesk>(fixture.Gateway.Services, ehr.Holders);
        var trigger = segments.Contains("MRG", StringComparison.Ordinal) ? "A40" : "A31";

        var told = Acknowledgement.Read(await desk.TakeAsync(Encoding.ASCII.GetBytes($"MSH|^~\\&|HIS|||GW|||ADT^{trigger}|1|P|2.5.1\r{segments}"), Cancellation))!;

        Assert.Equal(answer, $"{told.Code} {told.Error} {told.Segment} {told.Field}");
    }

    [Fact]
    public async Task What_its_other_numbers_name_is_asked_for_anew_all_the_same()
    {
        using var ehr = new AnEhr(body => body.Contains("quince", StringComparison.Ordinal) ? 422 : 200);
        var cache = fixture.Gateway.Services.GetRequiredService<DirectoryCache>();
        var desk = ActivatorUtilities.CreateInstance<AdtDesk>(fixture.Gateway.Services, ehr.Holders);
        var reads = 0;
        ValueTask<Lookup<ReferenceOwner>> OwnerAsync() => cache.GetAsync("owner", "numbers", (_, _) =>
        {
            reads++;
            return ValueTask.FromResult<Lookup<ReferenceOwner>>(new Lookup<ReferenceOwner>.Found(new ReferenceOwner([new PatientId("the-holder")])));
        }, Cancellation);
        await OwnerAsync();
        await OwnerAsync();
        Assert.Equal(1, reads);

        await desk.TakeAsync("MSH|^~\\&|HIS|||GW|||ADT^A31|1|P|2.5.1\rPID|1||quince^^^MRN~susie^^^MRN\r"u8.ToArray(), Cancellation);
        await OwnerAsync();

        Assert.Equal(2, reads);
    }

    /// <summary>Answers each search with a status, 200 with one patient.</summary>
    private sealed class AnEhr : HttpMessageHandler
    {
        private const string Found = """{"resourceType":"Bundle","type":"searchset","entry":[{"resource":{"resourceType":"Patient","id":"the-holder"}}]}""";

        private readonly Func<string, int> status;
        private readonly HttpClient http;

        public AnEhr(Func<string, int> status)
        {
            this.status = status;
            http = new HttpClient(this, disposeHandler: false) { BaseAddress = new Uri("http://ehr.example/fhir/") };
            Holders = new NumberHolders(new EhrClient(http, TimeProvider.System, NullLogger<EhrClient>.Instance));
        }

        public NumberHolders Holders { get; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = status(await request.Content!.ReadAsStringAsync(cancellationToken));
            return new HttpResponseMessage((HttpStatusCode)answer) { Content = new StringContent(answer == 200 ? Found : "{}", Encoding.UTF8, EhrClient.FhirJson) };
        }

        protected override void Dispose(bool disposing)
        {
            http.Dispose();
            base.Dispose(disposing);
        }
    }
}
