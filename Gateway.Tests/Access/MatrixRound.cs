using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Gateway.Tests.Support;
using static Gateway.Tests.Access.MatrixScopes;

namespace Gateway.Tests.Access;

/// <summary>All requests of one token, each answer held against the oracle. What would change something is only sent where it must be refused, or changes nothing.</summary>
internal sealed class MatrixRound(HttpClient http, MatrixOracle oracle, string token, IReadOnlyList<MatrixResource> trail)
{
    private static readonly string[] Types = [.. MatrixResource.All.Select(resource => resource.Type).Distinct()];
    private static readonly string AllIds = string.Join(',', MatrixResource.All.Select(resource => resource.Id));

    public int Cells { get; private set; }

    public List<string> Wrong { get; } = [];

    public async Task RunAsync()
    {
        foreach (var resource in MatrixResource.All)
        {
            await ReadAsync(resource);
            await ChangeAsync(resource);
        }

        foreach (var type in Types)
        {
            await SearchAsync(type);
            await HistoryAsync($"{type}/_history?_count=1000", [type]);
        }

        await HistoryAsync("_history?_count=1000", Types);
        await TrailAsync();
        await LinksAsync();
        await BatchAsync();
        await CreateAsync();
    }

    private async Task ReadAsync(MatrixResource resource)
    {
        var isSeen = oracle.Sees(resource, 'r');
        await ExpectAsync("read", resource, HttpMethod.Get, resource.Path, isSeen ? 200 : 404);
        for (var version = 1; version <= resource.Versions.Length; version++)
        {
            await ExpectAsync($"vread {version}", resource, HttpMethod.Get, $"{resource.Path}/_history/{version}", oracle.Sees(resource, version, 'r') ? 200 : 404);
        }

        var history = await SendAsync(HttpMethod.Get, $"{resource.Path}/_history");
        Check("history", resource.Id, isSeen ? 200 : 404, history.Status);
        if (history.Status == 200)
        {
            for (var version = 1; version <= resource.Versions.Length; version++)
            {
                Check($"history, version {version}", resource.Id, oracle.Sees(resource, version, 'r'), VersionsIn(history).Contains((resource.Path, version)));
            }
        }
    }

    private async Task TrailAsync()
    {
        foreach (var entry in trail)
        {
            await ExpectAsync("read", entry, HttpMethod.Get, entry.Path, oracle.Sees(entry, 'r') ? 200 : 404);
            var query = $"{entry.Type}?_id={entry.Id}";
            var page = await SendAsync(HttpMethod.Get, query);
            Check("search", query, oracle.Asks(entry.Type, 's') ? 200 : 403, page.Status);
            CheckEach("search", query, [entry], one => oracle.Sees(one, 's'), page);
            var count = await SendAsync(HttpMethod.Get, $"{query}&_summary=count");
            if (count.Status == 200)
            {
                Check("count", query, oracle.Sees(entry, 's') ? 1 : 0, (int)count.Json["total"]!);
            }
        }
    }

    private async Task SearchAsync(string type)
    {
        var of = MatrixResource.All.Where(resource => resource.Type == type).ToArray();
        foreach (var query in (string[])[$"{type}?_count=1000", $"{type}?_id={AllIds}&_sort=_lastUpdated", $"{type}?_tag={Tag}&_count=1000"])
        {
            var page = await SendAsync(HttpMethod.Get, query);
            Check("search", query, oracle.Asks(type, 's') ? 200 : 403, page.Status);
            CheckEach("search", query, of, resource => oracle.Sees(resource, 's') && (!query.Contains("_tag", StringComparison.Ordinal) || resource.Versions[^1].HasFlag(Content.Red)), page);
        }

        var count = await SendAsync(HttpMethod.Get, $"{type}?_id={AllIds}&_summary=count");
        if (count.Status == 200)
        {
            Check("count", type, of.Count(resource => oracle.Sees(resource, 's')), (int)count.Json["total"]!);
        }
    }

    // Includes, reverse chains and chains: what leads to a row must be seen as well as the row.
    private async Task LinksAsync()
    {
        var tasks = OfType("Task").ToArray();
        MatrixResource Message(MatrixResource task) => MatrixResource.All.Single(resource => resource.Id == task.Focus);
        var page = await SendAsync(HttpMethod.Get, $"Task?_id={AllIds}&_include=Task:focus");
        CheckEach("include", "Task:focus", OfType("Communication"), message => tasks.Any(task => task.Focus == message.Id && oracle.Sees(task, 's') && oracle.Sees(message, 's')), page);
        page = await SendAsync(HttpMethod.Get, $"Communication?_id={AllIds}&_revinclude=Task:focus");
        CheckEach("revinclude", "Task:focus", tasks, task => oracle.Sees(task, 's') && oracle.Sees(Message(task), 's'), page);
        page = await SendAsync(HttpMethod.Get, "Communication?_has:Task:focus:status=requested&_count=1000");
        CheckEach("_has", "Task:focus", OfType("Communication"), message => oracle.Sees(message, 's') && tasks.Any(task => task.Focus == message.Id && oracle.Sees(task, 's')), page);
        page = await SendAsync(HttpMethod.Get, $"Patient/{Lindqvists.Ikenna}/Communication?_count=1000");
        CheckEach("compartment", "ikenna", OfType("Communication"), message => message.Chart == Lindqvists.Ikenna && oracle.Sees(message, 's'), page);
        page = await SendAsync(HttpMethod.Get, "Task?focus:Communication.status=completed&_count=1000");
        CheckEach("chain", "focus.status", tasks, task => oracle.Sees(task, 's') && oracle.Sees(Message(task), 's'), page);
    }

    private async Task HistoryAsync(string path, string[] types)
    {
        var page = await SendAsync(HttpMethod.Get, path);
        Check("history", path, types.Concat(path.StartsWith('_') ? ["Consent", "QuestionnaireResponse"] : []).Any(type => oracle.Asks(type, 's')) ? 200 : 403, page.Status);
        if (page.Status != 200)
        {
            return;
        }

        var found = VersionsIn(page);
        foreach (var resource in MatrixResource.All.Where(resource => types.Contains(resource.Type)))
        {
            for (var version = 1; version <= resource.Versions.Length; version++)
            {
                Check($"{path}, version {version}", resource.Id, oracle.Sees(resource, version, 's'), found.Contains((resource.Path, version)));
            }
        }
    }

    private async Task ChangeAsync(MatrixResource resource)
    {
        var content = resource.Versions[^1];
        var isSeen = oracle.Sees(resource, 'u') || oracle.Sees(resource, 'r');
        var mayChange = oracle.Writes(resource.Type, resource.Chart, content, 'u');
        var expected = !oracle.Asks(resource.Type, 'u') ? 403 : !isSeen ? 404 : !mayChange ? 403 : resource.IsHeld ? 409 : 200;
        await ExpectAsync("patch", resource, HttpMethod.Patch, resource.Path, expected, $$"""[{"op":"test","path":"/id","value":"{{resource.Id}}"}]""", "application/json-patch+json");

        if (resource.Type is "CommunicationRequest" or "Questionnaire" or "Subscription")
        {
            // What may be deleted is asked to be another version first, so that it stays.
            var mayDelete = oracle.Writes(resource.Type, resource.Chart, content, 'd');
            expected = !oracle.Asks(resource.Type, 'd') ? 403 : !isSeen ? 204 : mayDelete ? 412 : 403;
            await ExpectAsync("delete", resource, HttpMethod.Delete, resource.Path, expected, ifMatch: mayDelete && isSeen ? "W/\"999\"" : null);
        }
    }

    private async Task CreateAsync()
    {
        foreach (var chart in (string[])[Lindqvists.Ikenna, Lindqvists.Astrid, Lindqvists.Tobias])
        {
            foreach (var content in (Content[])[Content.Plain, Content.Red])
            {
                var body = new JsonObject
                {
                    ["resourceType"] = "CommunicationRequest",
                    ["status"] = "draft",
                    ["subject"] = AMessage.Ref($"Patient/{chart}"),
                    ["requester"] = AMessage.Ref("Practitioner/dr-haas"),
                    ["payload"] = new JsonArray(new JsonObject { ["contentString"] = "A wish about the matrix." }),
                };
                if (content == Content.Red)
                {
                    body["meta"] = new JsonObject { ["tag"] = new JsonArray(new JsonObject { ["system"] = "urn:matrix", ["code"] = "red" }) };
                }

                var expected = oracle.Writes("CommunicationRequest", chart, content, 'c') ? 201 : 403;
                Check($"create {content}", chart, expected, (await SendAsync(HttpMethod.Post, "CommunicationRequest", body.ToJsonString())).Status);
            }
        }
    }

    private async Task BatchAsync()
    {
        var entries = MatrixResource.All.Select(resource => $$"""{"request":{"method":"GET","url":"{{resource.Path}}"} }""");
        var batch = $$"""{"resourceType":"Bundle","type":"batch","entry":[{{string.Join(',', entries)}}]}""";
        var answer = await SendAsync(HttpMethod.Post, string.Empty, batch);
        Check("batch", "all", 200, answer.Status);
        if (answer.Status == 200)
        {
            foreach (var (resource, entry) in MatrixResource.All.Zip(answer.Json["entry"]!.AsArray()))
            {
                Check("read in a batch", resource.Id, oracle.Sees(resource, 'r') ? "200" : "404", ((string)entry!["response"]!["status"]!)[..3]);
            }
        }
    }

    private static IEnumerable<MatrixResource> OfType(string type) => MatrixResource.All.Where(resource => resource.Type == type);

    private static HashSet<(string Path, int Version)> VersionsIn(Answer page) =>
    [
        .. (page.Json["entry"]?.AsArray() ?? []).Select(entry => entry!["resource"]).OfType<JsonObject>().Select(resource => (
            $"{resource["resourceType"]}/{resource["id"]}", int.Parse((string)resource["meta"]!["versionId"]!, CultureInfo.InvariantCulture))),
    ];

    private async Task ExpectAsync(
        string interaction, MatrixResource resource, HttpMethod method, string path, int expected, string? body = null, string type = "application/fhir+json", string? ifMatch = null) =>
        Check(interaction, resource.Id, expected, (await SendAsync(method, path, body, type, ifMatch)).Status);

    private void CheckEach(string interaction, string what, IEnumerable<MatrixResource> resources, Func<MatrixResource, bool> expected, Answer page)
    {
        if (page.Status == 200)
        {
            var found = (page.Json["entry"]?.AsArray() ?? []).Select(entry => (string)entry!["resource"]!["id"]!).ToHashSet();
            foreach (var resource in resources)
            {
                Check(interaction, $"{what}, {resource.Id}", expected(resource), found.Contains(resource.Id));
            }
        }
    }

    private void Check<T>(string interaction, string what, T expected, T actual)
    {
        Cells++;
        var asDocumented = oracle.IsTurnedAway ? actual is 403 : EqualityComparer<T>.Default.Equals(expected, actual);
        if (!asDocumented)
        {
            Wrong.Add($"{oracle.Caller.Name}, {oracle.Scopes.Name}: {interaction} of {what}: expected {(oracle.IsTurnedAway ? "403" : expected)}, was {actual}");
        }
    }

    private async Task<Answer> SendAsync(HttpMethod method, string path, string? body = null, string type = "application/fhir+json", string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (oracle.Caller.ActsFor is { } patient)
        {
            request.Headers.Add("X-Acting-For", $"Patient/{patient}");
        }

        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, type);
        }

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return await Answer.ReadAsync(response);
    }
}
