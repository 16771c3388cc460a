using System.Globalization;
using System.Text.Json.Nodes;

namespace SmartApp.Operations;

/// <summary>A message on its way as the page shows it.</summary>
internal sealed record DeliveryView(
    long Number, string Kind, string State, string Message, string Chart, string Connection, DateTimeOffset? Since, DateTimeOffset? DueAt, int Attempts, string? Reason, string? Sentence,
    string? Fault, string? EhrCode, long? Behind, bool WasDeadLetter)
{
    /// <summary>Where one can stand, as the gateway has it.</summary>
    public static readonly IReadOnlyList<string> States = ["waiting", "in-hand", "retrying", "behind"];

    /// <summary>Why one did not arrive the last time, as the gateway has it.</summary>
    public static readonly IReadOnlyList<string> Reasons =
        ["replayed", "held-back", "unreachable", "insecure", "unanswered", "not-let-in", "too-many", "not-understood", "defect", "failing"];

    /// <summary>For how many minutes at least, as can be asked for.</summary>
    public static readonly IReadOnlyList<string> Ages = ["5", "60", "1440"];

    public bool IsRetrying => State == "retrying";

    /// <summary>The message's id alone.</summary>
    public string MessageId => Message[(Message.LastIndexOf('/') + 1)..];

    public static DeliveryView Of(JsonObject delivery)
    {
        return new DeliveryView(
            (long?)delivery["number"] ?? 0, Text("kind") ?? "", Text("state") ?? "", Text("message") ?? "", Text("chart") ?? "", Text("connection") ?? "", TimeIn(delivery["since"]),
            TimeIn(delivery["dueAt"]), (int?)delivery["attempts"] ?? 0, Text("reason"), Text("sentence"), Text("fault"), Text("ehrCode"), (long?)delivery["behind"], delivery["givenUpAt"] is not null);

        string? Text(string member) => (string?)delivery[member];
    }

    public static DateTimeOffset? TimeIn(JsonNode? written) =>
        DateTimeOffset.TryParse((string?)written, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
}
