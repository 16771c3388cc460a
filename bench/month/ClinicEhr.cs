using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Gateway.References;

namespace Month;

/// <summary>An EHR in memory: it knows the patients, and counts what is filed. It takes no messages for an afternoon, and fails now and then.</summary>
internal sealed class ClinicEhr(Population population, VirtualClock clock, int seed) : HttpMessageHandler
{
    public const string Base = "http://ehr.month/fhir";

    private static readonly DateTimeOffset AwayFrom = MonthPlan.Start.AddDays(8).AddHours(13);
    private static readonly DateTimeOffset AwayUntil = AwayFrom.AddHours(3);

    private readonly ConcurrentDictionary<string, int> filed = new(StringComparer.Ordinal);
    private int requests = seed;

    /// <summary>How often each message was filed, by its id at the gateway.</summary>
    public IReadOnlyDictionary<string, int> Filed => filed;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var url = request.RequestUri!;
        var path = url.AbsolutePath["/fhir/".Length..];
        if (request.Method == HttpMethod.Post)
        {
            return path == "Communication" ? File(await request.Content!.ReadAsStringAsync(cancellationToken)) : Searchset([]);
        }

        var query = Uri.UnescapeDataString(url.Query.TrimStart('?'));
        return path.Split('/') switch
        {
            ["Patient"] when query.StartsWith("link=RelatedPerson/", StringComparison.Ordinal) => Searchset(PatientsOf(population.Find(query["link=RelatedPerson/".Length..]), own: true)),
            ["Patient", var id] when population.Find(id) is { } citizen => Single(PatientsOf(citizen, own: id.StartsWith('p'))),
            ["RelatedPerson"] => Searchset(query.StartsWith("patient=c", StringComparison.Ordinal) ? ParentsOf(population.Find(query["patient=".Length..].Split('&')[0])) : []),
            ["RelatedPerson", var id] => Single(ParentsOf(population.Find(id))),
            ["Communication"] => Searchset(FiledUnder(query)),
            [_] => Searchset([]),
            _ => new HttpResponseMessage(HttpStatusCode.NotFound),
        };
    }

    private HttpResponseMessage File(string content)
    {
        var now = clock.GetUtcNow();
        if ((now >= AwayFrom && now < AwayUntil) || Interlocked.Increment(ref requests) % 211 == 0)
        {
            return new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);
        }

        var id = JsonNode.Parse(content)!["identifier"]!.AsArray().Select(identifier => identifier!)
            .Where(identifier => (string?)identifier["system"] == MessageId.System).Select(identifier => (string)identifier["value"]!).First();
        filed.AddOrUpdate(id, 1, (_, times) => times + 1);
        var answer = new HttpResponseMessage(HttpStatusCode.Created);
        answer.Headers.Location = new Uri($"{Base}/Communication/ehr-{id}");
        return answer;
    }

    private IEnumerable<JsonObject> FiledUnder(string query)
    {
        var id = query.Split('|') is [_, var value] ? value.Split('&')[0] : string.Empty;
        return !filed.ContainsKey(id)
            ? []
            :
            [
                new JsonObject
                {
                    ["resourceType"] = "Communication",
                    ["id"] = $"ehr-{id}",
                    ["identifier"] = new JsonArray(new JsonObject { ["system"] = MessageId.System, ["value"] = id }),
                    ["status"] = "completed",
                },
            ];
    }

    private static IEnumerable<JsonObject> PatientsOf(Citizen? citizen, bool own) => citizen is null || (!own && citizen.Child is null) ? [] :
    [
        new JsonObject
        {
            ["resourceType"] = "Patient",
            ["id"] = (own ? citizen.Chart : citizen.ChildsChart).Value,
            ["name"] = new JsonArray(new JsonObject { ["family"] = citizen.Family, ["given"] = new JsonArray(own ? citizen.Given : citizen.Child) }),
            ["gender"] = own && citizen.Number % 2 == 0 ? "female" : "male",
            ["birthDate"] = own ? $"19{50 + (citizen.Number % 49)}-05-17" : "2020-03-09",
            ["link"] = own && citizen.Child is not null
                ? new JsonArray(new JsonObject { ["other"] = new JsonObject { ["reference"] = citizen.AsParent.ToString() }, ["type"] = "seealso" })
                : null,
        },
    ];

    private static IEnumerable<JsonObject> ParentsOf(Citizen? citizen) => citizen?.Child is null ? [] :
    [
        new JsonObject
        {
            ["resourceType"] = "RelatedPerson",
            ["id"] = citizen.AsParent.Id,
            ["active"] = true,
            ["patient"] = new JsonObject { ["reference"] = citizen.ChildsChart.Key.ToString() },
            ["relationship"] = new JsonArray(new JsonObject
            {
                ["coding"] = new JsonArray(new JsonObject { ["system"] = "http://terminology.hl7.org/CodeSystem/v3-RoleCode", ["code"] = "PRN" }),
            }),
            ["name"] = new JsonArray(new JsonObject { ["family"] = citizen.Family, ["given"] = new JsonArray(citizen.Given) }),
        },
    ];

    private static HttpResponseMessage Single(IEnumerable<JsonObject> resources) =>
        resources.FirstOrDefault() is { } only ? Answer(only) : new HttpResponseMessage(HttpStatusCode.NotFound);

    private static HttpResponseMessage Searchset(IEnumerable<JsonObject> resources)
    {
        JsonNode[] entries = [.. resources.Select(resource => new JsonObject { ["fullUrl"] = $"{Base}/{resource["resourceType"]}/{resource["id"]}", ["resource"] = WithoutNulls(resource) })];
        var bundle = new JsonObject { ["resourceType"] = "Bundle", ["type"] = "searchset", ["total"] = entries.Length };
        if (entries.Length > 0)
        {
            bundle["entry"] = new JsonArray(entries);
        }

        return Answer(bundle);
    }

    private static HttpResponseMessage Answer(JsonObject resource) =>
        new(HttpStatusCode.OK) { Content = new StringContent(WithoutNulls(resource).ToJsonString(), Encoding.UTF8, "application/fhir+json") };

    private static JsonObject WithoutNulls(JsonObject resource)
    {
        foreach (var name in resource.Where(member => member.Value is null).Select(member => member.Key).ToArray())
        {
            resource.Remove(name);
        }

        return resource;
    }
}
