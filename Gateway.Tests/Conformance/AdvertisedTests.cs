using System.Text.Json.Nodes;
using Fhir.Profiles;
using Gateway.Interactions;
using Gateway.Tests.Support;

namespace Gateway.Tests.Conformance;

/// <summary>Walks the capability statement: each thing that it names is asked for, and none turns out not to be there.</summary>
public sealed class AdvertisedTests(StoredExamples examples) : IClassFixture<StoredExamples>
{
    private const string JsonPatch = """[{"op":"test","path":"/resourceType","value":"None"}]""";

    private static readonly (string Name, string Value) Strict = ("Prefer", "handling=strict");

    /// <summary>Not there, not at all, not in this form, not yet: what an advertised thing never answers.</summary>
    private static readonly int[] Missing = [404, 405, 406, 415, 501];

    [Fact]
    public async Task Each_interaction_is_there()
    {
        var walked = new List<string>();
        foreach (var (type, resource) in await ResourcesAsync())
        {
            foreach (var interaction in Codes(resource, "interaction"))
            {
                var answer = await AskAsync(type, interaction);
                walked.Add($"{type} {interaction}");
                Assert.False(Missing.Contains(answer.Status), $"{type} {interaction}: {answer.Status} {answer.Body}");
            }
        }

        Assert.NotEmpty(walked);
    }

    [Fact]
    public async Task Each_interaction_with_the_server_is_there()
    {
        foreach (var interaction in Codes((await StatementAsync())["rest"]![0]!, "interaction"))
        {
            var answer = interaction switch
            {
                "history-system" => await GetAsync("_history"),
                "batch" or "transaction" => await SendAsync(HttpMethod.Post, string.Empty, $$"""{"resourceType":"Bundle","type":"{{interaction}}"}"""),
                _ => throw new NotSupportedException(interaction),
            };
            Assert.Equal(200, answer.Status);
        }
    }

    [Fact]
    public async Task Each_conditional_interaction_is_there()
    {
        foreach (var (type, resource) in await ResourcesAsync())
        {
            var example = StoredExamples.Of(type is "Patient" || resource["searchParam"] is null ? "Task" : type);
            if ((bool?)resource["conditionalCreate"] == true)
            {
                example.Remove("id");
                var answer = await SendAsync(HttpMethod.Post, type, example.ToJsonString(), ("If-None-Exist", $"_id={StoredExamples.Id}"));
                Assert.True(answer.Status == 200, $"{type} conditional create: {answer.Status} {answer.Body}");
            }

            if ((bool?)resource["conditionalUpdate"] == true)
            {
                example["id"] = StoredExamples.Id;
                Assert.DoesNotContain((await SendAsync(HttpMethod.Put, $"{type}?_id={StoredExamples.Id}", example.ToJsonString())).Status, Missing);
            }

            if ((string?)resource["conditionalDelete"] == "single")
            {
                Assert.Equal(204, (await SendAsync(HttpMethod.Delete, $"{type}?_id=nothing", null)).Status);
            }

            if ((string?)resource["conditionalRead"] == "full-support")
            {
                Assert.Equal(304, (await SendAsync(HttpMethod.Get, $"{type}/{await IdOfAsync(type)}", null, ("If-None-Match", "*"))).Status);
                Assert.Equal(304, (await SendAsync(HttpMethod.Get, $"{type}/{await IdOfAsync(type)}", null, ("If-Modified-Since", "Sat, 22 Nov 2036 10:00:00 GMT"))).Status);
            }
        }
    }

    [Fact]
    public async Task Each_search_parameter_is_taken_by_a_strict_search()
    {
        foreach (var (type, resource) in await ResourcesAsync())
        {
            foreach (var parameter in resource["searchParam"]?.AsArray() ?? [])
            {
                var answer = await GetAsync($"{type}?{(string?)parameter!["name"]}={ValueFor((string?)parameter["type"])}", Strict);
                Assert.True(answer.Status == 200, $"{type} {parameter["name"]}: {answer.Status} {answer.Body}");
            }
        }
    }

    [Theory]
    [InlineData("searchInclude", "_include")]
    [InlineData("searchRevInclude", "_revinclude")]
    public async Task Each_inclusion_is_taken_by_a_strict_search(string element, string parameter)
    {
        foreach (var (type, resource) in await ResourcesAsync())
        {
            foreach (var inclusion in resource[element]?.AsArray() ?? [])
            {
                var answer = await GetAsync($"{type}?{parameter}={(string?)inclusion}", Strict);
                Assert.True(answer.Status == 200, $"{type} {inclusion}: {answer.Status} {answer.Body}");
            }
        }
    }

    [Fact]
    public async Task Each_operation_is_there()
    {
        foreach (var (type, resource) in await ResourcesAsync())
        {
            foreach (var operation in resource["operation"]?.AsArray() ?? [])
            {
                if (IsOfInstance((string?)operation!["definition"]))
                {
                    await AssertDecidesAsync(type, (string?)operation["name"]);
                    continue;
                }

                if (type == "Subscription" && (string?)operation["name"] != "validate")
                {
                    await AssertIsOfTopicsAsync((string)operation["name"]!);
                    continue;
                }

                if (type == "Task" && (string?)operation["name"] is "inbox" or "open" or "answer" or "reroute" or "record-time")
                {
                    await AssertAsksAsync((string)operation["name"]!);
                    continue;
                }

                if (type == "Task" && (string?)operation["name"] != "validate")
                {
                    await AssertForReviewersAloneAsync((string)operation["name"]!);
                    continue;
                }

                if (type is "ChargeItem" or "Measure")
                {
                    // For billers, or operators, alone: that it is refused shows that somebody is there to refuse it.
                    var measure = type == "Measure" ? $"/{ProfileLibrary.OfType("Measure").First().Id}" : string.Empty;
                    Assert.Equal(403, (await SendAsync(HttpMethod.Post, $"{type}{measure}/${(string?)operation["name"]}", null)).Status);
                    continue;
                }

                if ((string?)operation["name"] == "my-charts")
                {
                    // For persons alone.
                    Assert.Equal(403, (await SendAsync(HttpMethod.Post, $"{type}/$my-charts", null)).Status);
                    continue;
                }

                var address = $"{type}{(type == "Patient" ? "/susie-smith" : string.Empty)}/${(string?)operation["name"]}";
                var body = type == "Patient" ? null : StoredExamples.Of(type).ToJsonString();
                var answer = await SendAsync(HttpMethod.Post, address, body);
                Assert.True(answer.Status == 200, $"{address}: {answer.Status} {answer.Body}");
            }
        }
    }

    // What decides on one message says first that it wants Parameters, or more rights; that it is not there it never says.
    private async Task AssertDecidesAsync(string type, string? operation)
    {
        var answer = await SendAsync(HttpMethod.Post, $"{type}/{StoredExamples.Id}/${operation}", StoredExamples.Of(type).ToJsonString());
        Assert.True(answer.Status is 400 or 403, $"{type} ${operation}: {answer.Status} {answer.Body}");
    }

    private async Task AssertIsOfTopicsAsync(string operation)
    {
        // The example stands in the store alone: once it is asked for, there is something to tell of it.
        var asked = await SendAsync(HttpMethod.Put, $"Subscription/{StoredExamples.Id}", StoredExamples.Of("Subscription").With("reason", operation).ToJsonString());
        Assert.True(asked.Status == 200, $"Subscription: {asked.Status} {asked.Body}");
        var answer = await GetAsync($"Subscription/{StoredExamples.Id}/${operation}");
        Assert.True(answer.Status == 200, $"Subscription ${operation}: {answer.Status} {answer.Body}");
    }

    private static bool IsOfInstance(string? definition) =>
        definition is not null && ProfileLibrary.FindByCanonical(definition) is { } found
        && (bool?)JsonNode.Parse(found.Content.Span)!["instance"] == true && !(bool)JsonNode.Parse(found.Content.Span)!["type"]!
        && (string?)JsonNode.Parse(found.Content.Span)!["resource"]![0] == "Communication";

    // Work may be a system's: it is asked for what is missing.
    private async Task AssertAsksAsync(string operation)
    {
        var address = $"Task/{(operation == "inbox" ? string.Empty : $"{StoredExamples.Id}/")}${operation}";
        var answer = await SendAsync(HttpMethod.Post, address, operation is "open" or "inbox" ? """{"resourceType":"Task"}""" : null);
        Assert.True(answer.Status is 400 or 415, $"{address}: {answer.Status} {answer.Body}");
    }

    // The token of this walk is a system's: that it is refused shows that somebody is there to refuse it.
    private async Task AssertForReviewersAloneAsync(string operation)
    {
        var address = $"Task/{(operation is "next" or "review-queue" ? string.Empty : $"{StoredExamples.Id}/")}${operation}";
        var answer = await SendAsync(HttpMethod.Post, address, null);
        Assert.True(answer.Status == 403, $"{address}: {answer.Status} {answer.Body}");
    }

    [Fact]
    public async Task Each_format_is_answered_and_each_form_of_patch_is_read()
    {
        var statement = await StatementAsync();
        foreach (var format in statement["format"]!.AsArray())
        {
            Assert.Equal(200, (await GetAsync($"metadata?_format={Uri.EscapeDataString((string)format!)}")).Status);
        }

        foreach (var format in statement["patchFormat"]!.AsArray())
        {
            var answer = await examples.Gateway.SendAsync(
                HttpMethod.Patch, $"Task/{StoredExamples.Id}", examples.Token, "nothing of the kind", (string)format!);
            Assert.Equal(400, answer.Status);
        }
    }

    private static string ValueFor(string? kind) => kind switch
    {
        "date" => "2026",
        "uri" => "http://example.org/x",
        "reference" => "Patient/nobody",
        _ => "nothing",
    };

    private static IEnumerable<string> Codes(JsonNode resource, string element) =>
        (resource[element]?.AsArray() ?? []).Select(entry => (string)entry!["code"]!);

    private async Task<Answer> AskAsync(string type, string interaction) => interaction switch
    {
        "read" => await GetAsync($"{type}/{await IdOfAsync(type)}"),
        "vread" => await GetAsync($"{type}/{StoredExamples.Id}/_history/1"),
        "history-instance" => await GetAsync($"{type}/{StoredExamples.Id}/_history"),
        "history-type" => await GetAsync($"{type}/_history"),
        "search-type" => await GetAsync(type),
        "create" => await SendAsync(HttpMethod.Post, type, StoredExamples.Of(type).ToJsonString()),
        "update" => await SendAsync(HttpMethod.Put, $"{type}/{StoredExamples.Id}", StoredExamples.Of(type).ToJsonString()),
        "patch" => await examples.Gateway.SendAsync(
            HttpMethod.Patch, $"{type}/{StoredExamples.Id}", examples.Token, JsonPatch, "application/json-patch+json"),
        "delete" => await SendAsync(HttpMethod.Delete, $"{type}/nothing", null),
        _ => throw new NotSupportedException(interaction),
    };

    // What is written from the audit trail has no example but what happened.
    private async Task<string> IdOfAsync(string type)
    {
        if (!ServedTypes.IsOfTrail(type))
        {
            return ServedTypes.Find(type) is null ? ProfileLibrary.OfType(type).First().Id : StoredExamples.Id;
        }

        await SendAsync(HttpMethod.Post, "Questionnaire", StoredExamples.Of("Questionnaire").ToJsonString());
        return (string)(await GetAsync($"{type}?_count=1")).Json["entry"]![0]!["resource"]!["id"]!;
    }

    private async Task<JsonNode> StatementAsync() => (await examples.Gateway.GetAsync("metadata", token: null)).Json;

    private async Task<IEnumerable<(string Type, JsonNode Resource)>> ResourcesAsync() =>
        (await StatementAsync())["rest"]![0]!["resource"]!.AsArray().Select(resource => ((string)resource!["type"]!, resource!));

    private Task<Answer> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, null, headers);

    private Task<Answer> SendAsync(HttpMethod method, string path, string? body, params (string Name, string Value)[] headers) =>
        examples.Gateway.SendAsync(method, path, examples.Token, body, headers: headers);
}
