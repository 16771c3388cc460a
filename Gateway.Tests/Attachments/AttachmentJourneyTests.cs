using System.Text;
using System.Text.Json.Nodes;
using Gateway.Tests.Support;

namespace Gateway.Tests.Attachments;

public sealed class AttachmentJourneyTests : IAsyncLifetime
{
    private readonly AScanner scanner = new();
    private RunningGateway gateway = null!;
    private string token = null!;

    public async ValueTask InitializeAsync()
    {
        gateway = await RunningGateway.StartAsync(startGateway: false);
        gateway.Settings["Scanning:Host"] = "127.0.0.1";
        gateway.Settings["Scanning:Port"] = $"{scanner.Port}";
        await gateway.StartGatewayAsync();
        token = await gateway.Ehr.TokenAsync("susie-smith", "susie-smith");
    }

    public async ValueTask DisposeAsync()
    {
        await gateway.DisposeAsync();
        await scanner.DisposeAsync();
    }

    [Fact]
    public async Task A_picture_reaches_the_chart_without_where_it_was_taken()
    {
        var picture = APicture.Jpeg((0xE1, [.. "Exif\0\0"u8, .. "II*\0CANARY-GPS"u8]), (0xDB, [1, 2, 3]));

        var answer = await PostAsync("image/jpeg", picture);

        Assert.Equal(201, answer.Status);
        var filed = await gateway.FiledOnceAsync(answer.Id);
        Assert.Equal(APicture.Jpeg((0xDB, [1, 2, 3])), Convert.FromBase64String((string)filed["payload"]![1]!["contentAttachment"]!["data"]!));
        // R4's number, of the bytes that are left.
        Assert.Equal(APicture.Jpeg((0xDB, [1, 2, 3])).Length, filed["payload"]![1]!["contentAttachment"]!["size"]!.GetValue<int>());
        Assert.Equal(1, scanner.Asked);
    }

    [Fact]
    public async Task What_is_not_what_it_says_is_given_back()
    {
        var answer = await PostAsync("image/jpeg", Encoding.Latin1.GetBytes("MZ\u0090\0"));

        Assert.Equal((422, "attachment-type"), (answer.Status, Assert.Single(answer.Reasons)));
        Assert.Equal("Communication.payload[1].content.data", (string?)answer.Json["issue"]![0]!["expression"]![0]);
    }

    [Fact]
    public async Task Malware_goes_nowhere_and_is_not_named()
    {
        var answer = await PostAsync("text/plain", Encoding.ASCII.GetBytes("EICAR"));

        Assert.Equal((422, "attachment-infected"), (answer.Status, Assert.Single(answer.Reasons)));
        Assert.DoesNotContain("Eicar-Test", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(gateway.Log.Lines, line => line.Contains("Eicar-Test", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("INSTREAM size limit exceeded. ERROR")]
    [InlineData("")]
    public async Task What_could_not_be_looked_at_is_asked_for_again(string fault)
    {
        scanner.Fault = fault;

        var answer = await PostAsync("text/plain", Encoding.ASCII.GetBytes("my readings"));

        Assert.Equal((503, "scanner-unavailable"), (answer.Status, Assert.Single(answer.Reasons)));
        Assert.True(answer.Headers.ContainsKey("Retry-After"));
        scanner.Fault = null;
        Assert.Equal(201, (await PostAsync("text/plain", Encoding.ASCII.GetBytes("my readings"))).Status);
    }

    [Fact]
    public async Task A_scanner_that_is_away_stops_files_and_nothing_else()
    {
        await scanner.StopAsync();

        Assert.Equal(503, (await PostAsync("text/plain", Encoding.ASCII.GetBytes("my readings"))).Status);
        Assert.Equal(201, (await gateway.PostAsync(AMessage.From("susie-smith", "susie-smith"), token)).Status);
    }

    private Task<Answer> PostAsync(string type, byte[] data) => gateway.PostAsync(
        AMessage.From("susie-smith", "susie-smith").With("payload", new JsonArray(
            new JsonObject { ["contentString"] = AMessage.AboutSelf },
            new JsonObject { ["contentAttachment"] = new JsonObject { ["contentType"] = type, ["size"] = data.Length, ["data"] = Convert.ToBase64String(data) } })),
        token);
}
