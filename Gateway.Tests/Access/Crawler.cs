using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Gateway.Tests.Support;

namespace Gateway.Tests.Access;

/// <summary>
/// Somebody curious with one token: asks everything that the capability statement offers, knows all ids from elsewhere, follows every link
/// and reference, and provokes errors. It notes every answer.
/// </summary>
internal sealed partial class Crawler(RunningGateway gateway, string token, string? actsFor, IReadOnlyList<Secret> secrets)
{
    private const int MostFollowed = 100;

    private readonly List<(string Asked, string Answered)> answers = [];
    private readonly HashSet<string> asked = [];
    private readonly Queue<string> links = new();

    public int Requests => answers.Count;

    /// <summary>Where a secret's word stood, or its id although it was not in the question.</summary>
    public string[] Found(Secret secret) =>
    [
        .. answers.Where(answer => answer.Answered.Contains(secret.Canary, StringComparison.Ordinal)
                || (answer.Answered.Contains(secret.Id, StringComparison.Ordinal) && !answer.Asked.Contains(secret.Id, StringComparison.Ordinal)))
            .Select(answer => answer.Asked),
    ];

    public async Task RunAsync()
    {
        await AskAsOfferedAsync();
        foreach (var secret in secrets)
        {
            await PryAsync(secret);
        }

        foreach (var patient in Lindqvists.All)
        {
            await PryAsync(patient);
        }

        for (var followed = 0; followed < MostFollowed && links.TryDequeue(out var link); followed++)
        {
            await GetAsync(link);
        }
    }

    private async Task AskAsOfferedAsync()
    {
        var capabilities = (await gateway.GetAsync("metadata", null)).Json["rest"]![0]!;
        await GetAsync("_history?_count=3");
        foreach (var resource in capabilities["resource"]!.AsArray().Where(resource => resource!["interaction"] is not null))
        {
            var type = (string)resource!["type"]!;
            await GetAsync($"{type}?_count=2&_total=accurate");
            await GetAsync($"{type}/_history?_count=2");
            await GetAsync($"{type}?_summary=count");
            foreach (var include in resource["searchInclude"]?.AsArray() ?? [])
            {
                await GetAsync($"{type}?_include:iterate={include}&_count=50");
            }

            foreach (var include in resource["searchRevInclude"]?.AsArray() ?? [])
            {
                await GetAsync($"{type}?_revinclude:iterate={include}&_count=50");
            }

            foreach (var parameter in resource["searchParam"]?.AsArray() ?? [])
            {
                await GetAsync($"{type}?_sort={parameter!["name"]}&{parameter["name"]}:missing=false&_count=5");
            }
        }

        foreach (var query in (string[])["Communication?_has:Task:focus:status=requested", "Task?focus:Communication.status=completed", "Task?focus:Communication.sent=ge2020",
            "Communication?in-response-to:Communication.status=completed", "Communication?based-on:CommunicationRequest.status=active", "Task?_has:Provenance:target:recorded=ge2020"])
        {
            await GetAsync(query);
        }
    }

    // Ids get around: in old mails, in logs of proxies, in browsers' histories.
    private async Task PryAsync(Secret secret)
    {
        foreach (var path in (string[])[secret.Path, $"{secret.Path}/_history", $"{secret.Path}/_history/1", $"{secret.Path}/_history/2"])
        {
            await GetAsync(path);
        }

        await GetAsync($"Task?focus={secret.Path}&_include=Task:focus");
        await GetAsync($"Communication?_id={secret.Id}&_revinclude=Task:focus&_revinclude=Communication:in-response-to");
        await SendAsync(HttpMethod.Patch, secret.Path, """[{"op":"test","path":"/status","value":"nonsense"}]""", "application/json-patch+json");
        await SendAsync(HttpMethod.Put, secret.Path, $$"""{"resourceType":"{{secret.Path.Split('/')[0]}}","id":"{{secret.Id}}","status":"nonsense"}""");
        await SendAsync(HttpMethod.Delete, secret.Path, null, ifMatch: "W/\"77\"");
        await SendAsync(HttpMethod.Post, string.Empty, $$"""{"resourceType":"Bundle","type":"batch","entry":[{"request":{"method":"GET","url":"{{secret.Path}}"} },{"request":{"method":"GET","url":"{{secret.Path}}/_history"} }]}""");
        foreach (var chart in Lindqvists.All)
        {
            var draft = AMessage.From(chart, chart, "Is the appointment still on?").With("inResponseTo", new JsonArray(AMessage.Ref(secret.Path)));
            await SendAsync(HttpMethod.Post, "Communication/$check", draft.ToJsonString());
        }
    }

    private async Task PryAsync(string patient)
    {
        foreach (var type in (string[])["Communication", "CommunicationRequest", "Task", "QuestionnaireResponse", "Consent"])
        {
            await GetAsync($"Patient/{patient}/{type}");
            await SendAsync(HttpMethod.Post, $"Patient/{patient}/{type}/_search", "_total=accurate", "application/x-www-form-urlencoded");
        }

        await GetAsync($"Communication?patient={patient}&_sort=-sent&_summary=count");
        await GetAsync($"Communication?sender=Patient/{patient}&_total=accurate");
        await SendAsync(
            HttpMethod.Post, "Subscription",
            $$"""{"resourceType":"Subscription","status":"requested","reason":"watch","criteria":"Communication?patient={{patient}}","channel":{"type":"rest-hook","endpoint":"https://elsewhere.example/","payload":"application/fhir+json"} }""");
        await SendAsync(
            HttpMethod.Post, string.Empty,
            $$"""{"resourceType":"Bundle","type":"transaction","entry":[{"fullUrl":"urn:uuid:6f1e1f3e-9b5c-4e0e-8a8e-0c5a52c6c001","resource":{"resourceType":"CommunicationRequest","status":"draft","subject":{"reference":"Patient?identifier=https://fhirmessaging.org/fhir/sid/sandbox-mrn|mrn-{{patient}}"} },"request":{"method":"POST","url":"CommunicationRequest"} }]}""");
    }

    private Task GetAsync(string path) => asked.Add(path) ? SendAsync(HttpMethod.Get, path, null) : Task.CompletedTask;

    private async Task SendAsync(HttpMethod method, string path, string? body, string type = "application/fhir+json", string? ifMatch = null)
    {
        var headers = new List<(string, string)>();
        if (actsFor is not null)
        {
            headers.Add(("X-Acting-For", $"Patient/{actsFor}"));
        }

        if (ifMatch is not null)
        {
            headers.Add(("If-Match", ifMatch));
        }

        var answer = await gateway.SendAsync(method, path, token, body, body is null ? null : type, [.. headers]);
        Assert.InRange(answer.Status, 200, 499);
        answers.Add(($"{method} {path} {body}", $"{answer.Body} {string.Join(' ', answer.Headers.Select(header => $"{header.Key}: {header.Value}"))}"));
        foreach (Match link in Addresses().Matches(answer.Body))
        {
            var target = JsonNode.Parse($"\"{link.Groups[1].Value}\"")!.GetValue<string>();
            target = target.StartsWith($"{gateway.FhirBase}/", StringComparison.Ordinal) ? target[(gateway.FhirBase.Length + 1)..] : target;
            if (!target.Contains("://", StringComparison.Ordinal) && !asked.Contains(target))
            {
                links.Enqueue(target);
            }
        }
    }

    [GeneratedRegex("\"(?:url|fullUrl|reference)\":\"([^\"#]+)\"")]
    private static partial Regex Addresses();
}
