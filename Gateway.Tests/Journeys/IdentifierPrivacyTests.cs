using System.Text.Json.Nodes;
using Gateway.Tests.Support;

namespace Gateway.Tests.Journeys;

/// <summary>A person's business identifier reaches the EHR in bodies alone: never in an address, which access logs keep, nor in our log.</summary>
public sealed class IdentifierPrivacyTests : IAsyncLifetime
{
    private const string Mrn = "https://fhirmessaging.org/fhir/sid/sandbox-mrn";
    private const string Canary = "canary-47-11-0815";

    private readonly RecordedAddresses _addresses = new();
    private RunningGateway _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await RunningGateway.StartAsync(configureEhr: _addresses.Attach);

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task A_message_whose_subject_is_given_by_identifier_is_filed()
    {
        var number = await NumberOfSusieAsync();

        var answer = await _gateway.PostAsync(AMessage.From("susie-smith", "susie-smith").With("subject", By(number)), await TokenAsync());

        Assert.Equal(201, answer.Status);
        Assert.Equal("Patient/susie-smith", (string?)(await _gateway.FiledOnceAsync(answer.Id))["subject"]!["reference"]);
        Assert.Contains("POST /fhir/Patient/_search", _addresses.Lines);
        Assert.DoesNotContain(_addresses.Lines, line => line.Contains(number, StringComparison.Ordinal) || line.Contains(Mrn, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("subject")]
    [InlineData("about")]
    [InlineData("recipient")]
    public async Task An_identifier_is_in_no_address_and_in_no_log(string element)
    {
        var reference = By(Canary);

        var answer = await _gateway.PostAsync(
            AMessage.From("susie-smith", "susie-smith").With(element, element == "subject" ? reference : new JsonArray(reference)), await TokenAsync());

        Assert.Equal(element == "subject" ? 403 : 422, answer.Status);
        Assert.Contains(element == "subject" ? "not-permitted" : "wrong-chart", answer.Reasons);
        Assert.DoesNotContain(Canary, answer.Body, StringComparison.Ordinal);
        Assert.Contains("POST /fhir/Patient/_search", _addresses.Lines);
        Assert.DoesNotContain(_addresses.Lines, line => line.Contains(Canary, StringComparison.Ordinal) || line.Contains(Mrn, StringComparison.Ordinal));
        Assert.NotEmpty(_gateway.Log.Lines);
        Assert.DoesNotContain(_gateway.Log.Lines, line => line.Contains(Canary, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_search_by_identifier_is_tried_again_when_the_EHR_stumbles()
    {
        var token = await TokenAsync();
        var number = await NumberOfSusieAsync();
        // The gateway has read the keys and signed in, and knows no chart yet.
        Assert.Equal(404, (await _gateway.GetAsync("Communication/none", token)).Status);
        await _gateway.Ehr.FaultAsync("error500", "reads", count: 1);

        var answer = await _gateway.PostAsync(AMessage.From("susie-smith", "susie-smith").With("subject", By(number)), token);

        Assert.Equal(201, answer.Status);
    }

    private async Task<string> NumberOfSusieAsync()
    {
        var chart = await _gateway.Ehr.GetAsync("Patient/susie-smith", await _gateway.Ehr.TokenAsync("system"), TestContext.Current.CancellationToken);
        return chart.GetProperty("identifier")[0].GetProperty("value").GetString()!;
    }

    private Task<string> TokenAsync() => _gateway.Ehr.TokenAsync("susie-smith", "susie-smith");

    private static JsonObject By(string number) => new()
    {
        ["type"] = "Patient",
        ["identifier"] = new JsonObject { ["system"] = Mrn, ["value"] = number },
    };
}
