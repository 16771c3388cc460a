using System.Text.Json.Nodes;

namespace SmartApp.Operations;

/// <summary>What is on its way on one connection, as the page shows it.</summary>
/// <param name="Name">The connection.</param>
/// <param name="Way"><c>open</c>, <c>shut</c>, <c>paused</c> or <c>not-served</c>.</param>
/// <param name="ShutUntil">Until when it is shut.</param>
/// <param name="Counts">How many stand where, in the order of <see cref="DeliveryView.States"/>.</param>
/// <param name="OldestSince">Since when the oldest is on its way.</param>
/// <param name="Faults">Why messages are tried again.</param>
internal sealed record ConnectionView(
    string Name, string Way, DateTimeOffset? ShutUntil, IReadOnlyList<(string State, int Count)> Counts, DateTimeOffset? OldestSince,
    IReadOnlyList<(string Fault, int Count, DateTimeOffset? Since)> Faults)
{
    public static IReadOnlyList<ConnectionView> AllIn(JsonNode? summary) => [.. (summary?["connections"] as JsonArray ?? []).OfType<JsonObject>().Select(Of)];

    private static ConnectionView Of(JsonObject connection)
    {
        var shut = DeliveryView.TimeIn(connection["shutUntil"]);
        return new ConnectionView(
            (string?)connection["connection"] ?? "",
            (bool?)connection["isServed"] != true ? "not-served" : (bool?)connection["isPaused"] == true ? "paused" : shut is null ? "open" : "shut",
            shut,
            [.. DeliveryView.States.Select(state => (state, (int?)connection[state == "in-hand" ? "inHand" : state] ?? 0))],
            DeliveryView.TimeIn(connection["oldestSince"]),
            [
                .. from fault in (connection["faults"] as JsonArray ?? []).OfType<JsonObject>()
                   select ((string?)fault["fault"] ?? "", (int?)fault["count"] ?? 0, DeliveryView.TimeIn(fault["oldestSince"])),
            ]);
    }
}
