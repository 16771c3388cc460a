using System.Globalization;
using System.Text.Json.Nodes;

namespace SmartApp.Operations;

/// <summary>A topic subscription as the page shows it.</summary>
internal sealed record SubscriptionView(string Id, string Topic, string Status, string Who, string? Endpoint, long Events, long Pending, string? Fault)
{
    public static readonly IReadOnlyList<string> Statuses = ["requested", "active", "error"];

    public DateTimeOffset? LastEventAt { get; init; }

    public DateTimeOffset? FailingSince { get; init; }

    public DateTimeOffset? HeardAt { get; init; }

    public DateTimeOffset? EndsAt { get; init; }

    public bool HasFailed => Status == "error";

    public static SubscriptionView Of(JsonObject found)
    {
        return new SubscriptionView(
            Text("id"), Text("topic"), Text("status") is var status && Statuses.Contains(status) ? status : Statuses[0],
            string.Join(" · ", new[] { Text("client"), Text("person") }.Where(part => part.Length > 0)), (string?)found["endpoint"],
            (long?)found["events"] ?? 0, (long?)found["pending"] ?? 0, (string?)found["fault"])
        {
            LastEventAt = Time("lastEventAt"),
            FailingSince = Time("failingSince"),
            HeardAt = Time("heardAt"),
            EndsAt = Time("endsAt"),
        };

        string Text(string member) => (string?)found[member] ?? "";

        DateTimeOffset? Time(string member) => DateTimeOffset.TryParse((string?)found[member], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
    }
}
