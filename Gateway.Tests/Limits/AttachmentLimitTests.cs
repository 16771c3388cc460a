using System.Text.Json.Nodes;
using Gateway.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace Gateway.Tests.Limits;

public sealed class AttachmentLimitTests : IAsyncLifetime
{
    private RunningGateway gateway = null!;

    public async ValueTask InitializeAsync() => gateway = await RunningGateway.StartAsync(
        builder => builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Limits:Attachments:Most"] = "3",
            ["Limits:Attachments:MaxBytes"] = "1000",
            ["Limits:Attachments:MaxBytesInAll"] = "1500",
        }));

    public ValueTask DisposeAsync() => gateway.DisposeAsync();

    [Theory]
    [InlineData(1000)]
    [InlineData(700, 800)]
    [InlineData(1, 1, 1)]
    public async Task What_is_small_enough_is_taken(params int[] sizes) => Assert.Equal(201, (await PostAsync(Carrying(sizes))).Status);

    [Theory]
    [InlineData("Communication.payload[1].content.data", 1001)]
    [InlineData("Communication.payload[2].content.data", 10, 1001)]
    [InlineData("Communication.payload", 751, 750)]
    [InlineData("Communication.payload", 1, 1, 1, 1)]
    public async Task What_is_too_large_is_given_back_with_its_place(string place, params int[] sizes)
    {
        var answer = await PostAsync(Carrying(sizes));

        Assert.Equal(422, answer.Status);
        var issue = Assert.Single(answer.Json["issue"]!.AsArray())!;
        Assert.Equal("too-long", (string?)issue["code"]);
        Assert.Equal(place, (string?)issue["expression"]![0]);
    }

    [Fact]
    public async Task A_contained_document_is_measured_too()
    {
        var message = Carrying(1)
            .With("contained", new JsonArray(new JsonObject
            {
                ["resourceType"] = "DocumentReference",
                ["id"] = "scan",
                ["status"] = "current",
                ["content"] = new JsonArray(new JsonObject { ["attachment"] = Attachment(1001) }),
            }))
            .With("about", new JsonArray(AMessage.Ref("#scan")));

        var answer = await PostAsync(message);

        Assert.Equal(422, answer.Status);
        Assert.Equal("Communication.contained[0].content[0].attachment.data", (string?)answer.Json["issue"]![0]!["expression"]![0]);
    }

    private async Task<Answer> PostAsync(JsonObject message) =>
        await gateway.PostAsync(message, await gateway.Ehr.TokenAsync("susie-smith", "susie-smith"));

    private static JsonObject Carrying(params int[] sizes) => AMessage.From("susie-smith", "susie-smith").With("payload", new JsonArray(
    [
        new JsonObject { ["contentString"] = AMessage.AboutSelf },
        .. sizes.Select(size => new JsonObject { ["contentAttachment"] = Attachment(size) }),
    ]));

    private static JsonObject Attachment(int size) => new() { ["contentType"] = "image/jpeg", ["data"] = Convert.ToBase64String(new byte[size]) };
}
