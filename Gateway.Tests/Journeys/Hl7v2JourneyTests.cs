using Gateway.Tests.Review;
using Gateway.Tests.Support;
using global::Sandbox;

namespace Gateway.Tests.Journeys;

/// <summary>The whole way with an EHR that takes HL7 v2: from a portal's post to the document in its record, and back out of it.</summary>
public sealed class Hl7v2JourneyTests
{
    [Fact]
    public async Task What_a_patient_writes_is_a_document_there_once_and_is_cancelled_when_it_is_taken_back()
    {
        await using var gateway = await RunningGateway.StartAsync(ehrFlavour: EhrFlavour.Hl7v2);
        await gateway.Ehr.FaultAsync("lost-answer", "creates", count: 2);

        var sent = await ReviewFixture.SentAsync(gateway, AMessage.From("susie-smith", "susie-smith"), await gateway.Ehr.TokenAsync("susie-smith", "susie-smith", "patient/*.cruds"));
        Assert.True(sent.Status == 201, sent.Body);
        var filed = await gateway.FiledOnceAsync(sent.Id);

        Assert.Equal(("completed", "Patient/susie-smith", AMessage.AboutSelf), ((string?)filed["status"], (string?)filed["subject"]!["reference"], (string?)filed["payload"]![0]!["contentString"]));

        var reviewer = await gateway.Ehr.TokenAsync("nurse-kim", "susie-smith", "user/*.cruds gateway/review");
        Assert.Equal(200, (await ReviewFixture.DecideAsync(gateway, sent.Id, "retract", reviewer, ReviewFixture.Because("not-for-a-chart"))).Status);
        var cancelled = await ReviewFixture.UntilAsync(
            async () => await gateway.FiledAsync(sent.Id) is [{ } only] && (string?)only["status"] == "entered-in-error" ? only : null, "the cancellation");

        Assert.DoesNotContain("knee", cancelled.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain(gateway.Log.Lines, line => line.Contains("knee", StringComparison.Ordinal));
    }
}
