using System.Globalization;
using System.Text.Json.Nodes;

namespace SmartApp.Operations;

/// <summary>A dead letter as the page shows it.</summary>
internal sealed record DeadLetterView(
    long Number, string Kind, string State, string Reason, string Sentence, string Message, string Chart, string Connection, string Fault, string? EhrCode, string? Element, int Attempts,
    DateTimeOffset? GivenUpAt, IReadOnlyList<string> CorrectableBy, LetterCorrections Corrections, string? DiscardedFor)
{
    /// <summary>What can be asked for; the first is shown unasked.</summary>
    public static readonly IReadOnlyList<string> States = ["waiting", "replaying", "discarded"];

    /// <summary>Why one was not delivered, as the gateway has it.</summary>
    public static readonly IReadOnlyList<string> Reasons =
        ["chart-closed", "patient-merged", "merge-unconfirmed", "patient-unknown", "not-mapped", "refused", "gave-up", "defect"];

    /// <summary>Why one is given up, as the gateway has it.</summary>
    public static readonly IReadOnlyList<string> Endings = ["filed-by-hand", "not-needed", "duplicate", "other-channel", "test"];

    public bool IsWaiting => State == "waiting";

    public bool IsReplaying => State == "replaying";

    /// <summary>The message's id alone.</summary>
    public string MessageId => Message[(Message.LastIndexOf('/') + 1)..];

    public static DeadLetterView Of(JsonObject letter)
    {
        return new DeadLetterView(
            (long?)letter["number"] ?? 0, Text("kind"), Text("state"), Text("reason"), Text("sentence"), Text("message"), Text("chart"), Text("connection"), Text("fault"),
            (string?)letter["ehrCode"], (string?)letter["element"], (int?)letter["attempts"] ?? 0,
            DateTimeOffset.TryParse((string?)letter["givenUpAt"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null,
            [.. (letter["correctableBy"] as JsonArray ?? []).Select(member => (string?)member).OfType<string>()], LetterCorrections.Of(letter["corrections"]), (string?)letter["discardedFor"]);

        string Text(string member) => (string?)letter[member] ?? "";
    }
}
