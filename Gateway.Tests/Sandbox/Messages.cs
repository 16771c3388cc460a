using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gateway.Tests.Sandbox;

/// <summary>Communications as a test needs them.</summary>
internal static class Messages
{
    public const string System = "https://fhirmessaging.org/fhir/sid/message-id";

    public static JsonObject About(string patient, string identifier = "m-1") => new()
    {
        ["resourceType"] = "Communication",
        ["identifier"] = new JsonArray(new JsonObject { ["system"] = System, ["value"] = identifier }),
        ["status"] = "completed",
        ["subject"] = new JsonObject { ["reference"] = $"Patient/{patient}" },
        ["sent"] = "2026-03-01T10:00:00Z",
        ["sender"] = new JsonObject { ["reference"] = $"Patient/{patient}" },
        ["recipient"] = new JsonArray(new JsonObject { ["reference"] = "CareTeam/pool-refill" }),
        ["payload"] = new JsonArray(new JsonObject { ["contentString"] = "May I have a refill?" }),
    };

    /// <summary>The numeric codes of an OperationOutcome.</summary>
    public static IEnumerable<string?> Codes(JsonElement outcome) => outcome.GetProperty("issue").EnumerateArray()
        .Select(issue => issue.GetProperty("details").GetProperty("coding")[0].GetProperty("code").GetString());

    public static IEnumerable<JsonElement> Matches(JsonElement bundle) => bundle.TryGetProperty("entry", out var entries)
        ? entries.EnumerateArray()
            .Where(entry => entry.GetProperty("search").GetProperty("mode").ValueEquals("match"))
            .Select(entry => entry.GetProperty("resource"))
        : [];
}
