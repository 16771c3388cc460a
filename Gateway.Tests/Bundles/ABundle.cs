using System.Text.Json.Nodes;
using Gateway.Tests.Support;

namespace Gateway.Tests.Bundles;

/// <summary>Bundles as a client posts them, and their answers taken apart.</summary>
internal static class ABundle
{
    public const string IdSystem = "https://portal.example/ids";

    public static JsonObject Of(string type, params IEnumerable<JsonObject> entries) => new()
    {
        ["resourceType"] = "Bundle",
        ["type"] = type,
        ["entry"] = new JsonArray([.. entries]),
    };

    public static JsonObject Entry(string method, string url, JsonNode? resource = null, string? fullUrl = null, params (string Name, string Value)[] conditions)
    {
        var request = new JsonObject { ["method"] = method, ["url"] = url };
        foreach (var (name, value) in conditions)
        {
            request[name] = value;
        }

        var entry = new JsonObject { ["request"] = request };
        if (resource is not null)
        {
            entry["resource"] = resource;
        }

        if (fullUrl is not null)
        {
            entry["fullUrl"] = fullUrl;
        }

        return entry;
    }

    public static string Urn() => $"urn:uuid:{Guid.NewGuid():D}";

    public static JsonObject Identifier(string value) => new() { ["system"] = IdSystem, ["value"] = value };

    public static JsonObject AQuestionnaire(string title, string status = "draft") => new()
    {
        ["resourceType"] = "Questionnaire",
        ["status"] = status,
        ["title"] = title,
    };

    public static JsonObject ATask(string focus, string patient = "susie-smith") => new()
    {
        ["resourceType"] = "Task",
        ["status"] = "requested",
        ["intent"] = "order",
        ["focus"] = AMessage.Ref(focus),
        ["for"] = AMessage.Ref($"Patient/{patient}"),
    };

    public static Task<Answer> PostBundleAsync(this RunningGateway gateway, JsonNode bundle, string token, params (string Name, string Value)[] headers) =>
        gateway.SendAsync(HttpMethod.Post, string.Empty, token, bundle.ToJsonString(), headers: headers);

    /// <summary>The token of a system that may do everything.</summary>
    public static Task<string> SystemTokenAsync(this RunningGateway gateway) => gateway.Ehr.TokenAsync("system", scope: "system/*.cruds");

    public static JsonNode EntryAt(this Answer answer, int index) => answer.Json["entry"]![index]!;

    /// <summary>The status codes, without the words behind them.</summary>
    public static int[] Statuses(this Answer answer) => [.. answer.Json["entry"]!.AsArray().Select(entry => int.Parse(((string)entry!["response"]!["status"]!)[..3], System.Globalization.CultureInfo.InvariantCulture))];

    public static string IdAt(this Answer answer, int index) => (string)answer.EntryAt(index)["resource"]!["id"]!;

    /// <summary>The elements that the issues are about.</summary>
    public static string[] Expressions(this JsonNode outcome) =>
        [.. outcome["issue"]!.AsArray().Select(issue => (string?)issue!["expression"]?[0] ?? string.Empty)];
}
