using System.Text.Json.Nodes;

namespace Gateway.Tests.OnCall;

/// <summary>The shipped policy with a chain that goes through in seconds: Dr. Lee at once, Nurse Kim a little later.</summary>
internal sealed class OnCallPolicyFile : IDisposable
{
    public string File { get; } = Path.GetTempFileName();

    public static OnCallPolicyFile With(double repeatSeconds, double secondAfterSeconds)
    {
        var policy = new OnCallPolicyFile();
        var document = JsonNode.Parse(System.IO.File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "default.policy.json")))!;
        document["version"] = "on-call-test";
        document["onCall"] = new JsonObject
        {
            ["repeatMinutes"] = repeatSeconds / 60,
            ["slowestRepeatMinutes"] = repeatSeconds / 60,
            ["chain"] = new JsonArray(
                new JsonObject { ["rota"] = "first", ["afterMinutes"] = 0 }, new JsonObject { ["rota"] = "second", ["afterMinutes"] = secondAfterSeconds / 60 }),
            ["rotas"] = new JsonObject
            {
                ["first"] = new JsonObject
                {
                    ["timeZone"] = "America/Chicago",
                    ["shifts"] = new JsonArray(new JsonObject
                    {
                        ["days"] = new JsonArray("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
                        ["hours"] = "00:00-24:00",
                        ["who"] = "Practitioner/dr-lee",
                    }),
                    ["holidays"] = new JsonArray(new JsonObject { ["on"] = new JsonArray("12-25"), ["who"] = "Practitioner/dr-lee" }),
                    ["cover"] = new JsonArray(new JsonObject { ["from"] = "2020-01-01T08:00", ["until"] = "2020-01-02T08:00", ["who"] = "Practitioner/nurse-kim" }),
                },
                ["second"] = new JsonObject { ["timeZone"] = "America/Chicago", ["shifts"] = new JsonArray(), ["fallback"] = "Practitioner/nurse-kim" },
            },
            ["contacts"] = new JsonArray(new JsonObject { ["who"] = "Practitioner/nurse-kim", ["mail"] = "nurse-kim@clinic.test" }),
        };
        System.IO.File.WriteAllText(policy.File, document.ToJsonString());
        return policy;
    }

    public void Dispose() => System.IO.File.Delete(File);
}
