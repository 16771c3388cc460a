using Gateway.Tests.Support;

namespace Gateway.Tests.Limits;

/// <summary>A search that asks too much is told so, however it comes in, and nothing is left out in silence.</summary>
public sealed class QueryCostTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    public static TheoryData<string, string> TooCostly => new()
    {
        { "parameters", string.Join('&', Enumerable.Range(0, 51).Select(i => $"status=completed{i}")) },
        { "values", $"status={string.Join(',', Enumerable.Repeat("completed", 201))}" },
        { "chain", $"{string.Concat(Enumerable.Repeat("part-of:Communication.", 5))}status=completed" },
        { "chain", $"{string.Concat(Enumerable.Repeat("_has:Communication:part-of:", 5))}status=completed" },
        { "chain", "_has:Communication:part-of:part-of.part-of.part-of.part-of.status=completed" },
        { "_include", string.Join('&', Enumerable.Repeat("_include=Communication:part-of", 21)) },
        { "_include", string.Join('&', Enumerable.Repeat("_revinclude=Task:focus", 11).Concat(Enumerable.Repeat("_include:iterate=Communication:part-of", 10))) },
    };

    [Theory]
    [MemberData(nameof(TooCostly))]
    public async Task It_is_refused_as_a_search_a_form_a_condition_and_in_a_batch(string word, string query)
    {
        var gateway = fixture.Gateway;
        var token = await gateway.Ehr.TokenAsync("system", scope: "system/*.cruds");
        Answer[] answers =
        [
            await gateway.GetAsync($"Communication?{query}", token),
            await gateway.SendAsync(HttpMethod.Post, "Communication/_search", token, query, "application/x-www-form-urlencoded"),
        ];

        Assert.All(answers, answer =>
        {
            Assert.Equal(400, answer.Status);
            Assert.Equal("too-costly", (string?)answer.Json["issue"]![0]!["code"]);
            Assert.Contains(word, (string?)answer.Json["issue"]![0]!["details"]!["text"], StringComparison.Ordinal);
        });
        var batch = await gateway.SendAsync(
            HttpMethod.Post, string.Empty, token,
            $$"""{"resourceType":"Bundle","type":"batch","entry":[{"request":{"method":"GET","url":"Communication?{{query}}" } } ] }""");
        Assert.StartsWith("400", (string?)batch.Json["entry"]![0]!["response"]!["status"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_condition_is_measured_too()
    {
        var token = await fixture.Gateway.Ehr.TokenAsync("system", scope: "system/*.cruds");
        var answer = await fixture.Gateway.SendAsync(
            HttpMethod.Delete, $"CommunicationRequest?identifier={string.Join(',', Enumerable.Repeat("urn:clinic%7C1", 201))}", token);

        Assert.Equal(400, answer.Status);
        Assert.Equal("too-costly", (string?)answer.Json["issue"]![0]!["code"]);
    }

    [Fact]
    public async Task What_keeps_the_limits_is_searched()
    {
        var token = await fixture.Gateway.Ehr.TokenAsync("system", scope: "system/*.rs");
        foreach (var query in (string[])
        [
            string.Join('&', Enumerable.Repeat("status=completed", 50)),
            $"status={string.Join(',', Enumerable.Repeat("completed", 200))}",
            $"identifier={string.Join("\\,", Enumerable.Repeat("x", 300))}",
            $"{string.Concat(Enumerable.Repeat("part-of:Communication.", 4))}status=completed",
        ])
        {
            Assert.Equal(200, (await fixture.Gateway.GetAsync($"Communication?{query}", token)).Status);
        }
    }
}
