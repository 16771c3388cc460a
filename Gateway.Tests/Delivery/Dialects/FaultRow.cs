using System.Collections.Immutable;
using System.Text;
using Gateway.Delivery;

namespace Gateway.Tests.Delivery.Dialects;

/// <summary>What every connector makes of one fault of its EHR: the contract, and a row of docs/connectors.md.</summary>
/// <param name="Mode">As the simulated EHR calls it.</param>
/// <param name="What">What happens, in words.</param>
/// <param name="First">What the send that meets it comes to: <c>delivered</c>, or the kind and the code.</param>
/// <param name="How">How it is sent again, or why it need not be, where that is not as usual.</param>
internal sealed record FaultRow(string Mode, string What, string First, string? How = null)
{
    public static ImmutableArray<FaultRow> All { get; } =
    [
        new("none", "the EHR answers 201", "delivered"),
        new("slow", "it answers right, and late", "delivered"),
        new("malformed", "it files, and answers 201 with what is no FHIR and no `Location`", "delivered"),
        new("conflict", "it files, and answers 409", "delivered"),
        new("precondition", "it files, and answers 412", "delivered"),
        new("error500", "it answers 500 and files nothing", "failed ehr-59500"),
        new("down", "it answers 503 with `Retry-After`", "failed ehr-59500"),
        new("too-many", "it answers 429 with `Retry-After`", "failed ehr-59429"),
        new("tls", "its certificate has ended: nothing is asked", "failed tls"),
        new("timeout-after-commit", "it files, and never answers", "delivered", Found),
        new("lost-answer", "it files, and hangs up before it answers", "delivered", Found),
        new("late", "it files, but only when the gateway has given up waiting", "unseen timeout", "yes, after a look, and not before `Delivery:SettleSeconds` have passed"),
        new("refuse", "it answers 422", "refused ehr-59108"),
        new("chart-closed", "it answers 403 with 4130 (break the glass)", "refused ehr-4130"),
        new("merged-patient", "it answers 400 with 4107", "refused ehr-4107"),
    ];

    /// <summary>The same for HL7 v2 over MLLP, where nothing can be looked for: what may have arrived is sent again under its number.</summary>
    public static ImmutableArray<FaultRow> Mllp { get; } =
    [
        new("none", "the receiver answers AA", "delivered"),
        new("slow", "it answers right, and late", "delivered"),
        new("conflict", "it files, and answers AE with 205 for the document's number", "delivered"),
        new("error500", "it answers AE with 207 and files nothing", "failed ehr-59500", Repeated),
        new("too-many", "it answers AR with 207", "failed ehr-59429", Repeated),
        new("down", "it hangs up on what it is sent", "failed unreachable", Repeated),
        new("tls", "its certificate has ended: nothing is sent", "failed tls", Repeated),
        new("timeout-after-commit", "it files, and never answers", "failed timeout", Repeated),
        new("late", "it files, but only when the gateway has given up waiting", "failed timeout", Repeated),
        new("lost-answer", "it files, and hangs up before it answers", "failed unreachable", Repeated),
        new("cut-off", "it files, and hangs up in the middle of its answer", "failed unreachable", Repeated),
        new("malformed", "it files, and answers with what is no acknowledgement", "failed answer-malformed", Repeated),
        new("other-answer", "it files, and acknowledges another message", "failed ack-of-another", Repeated),
        new("refuse", "it answers AE with 103", "refused ehr-59108"),
        new("chart-closed", "it answers AE with its number 4130 (break the glass)", "refused ehr-4130"),
        new("merged-patient", "it answers AE with its number 4107", "refused ehr-4107"),
    ];

    private const string Found = "not needed: a look finds it";

    private const string Repeated = "yes, with the same control id and document number";

    public static string Markdown(ImmutableArray<FaultRow> rows)
    {
        var text = new StringBuilder("| fault | what happens | sent again | in the EHR | what the operator sees |\n| --- | --- | --- | --- | --- |\n");
        foreach (var row in rows)
        {
            text.Append($"| `{row.Mode}` | {row.What} | {row.Again} | {row.Filed} | {row.Operator} |\n");
        }

        return text.ToString();
    }

    public bool IsRefused => First.StartsWith("refused", StringComparison.Ordinal);

    public bool IsFailed => First.StartsWith("failed", StringComparison.Ordinal) || First.StartsWith("unseen", StringComparison.Ordinal);

    private string Fault => First[(First.IndexOf(' ', StringComparison.Ordinal) + 1)..];

    private string Again => IsRefused ? "never" : How ?? (IsFailed ? "yes, after a look whether it arrived" : "not needed");

    private string Filed => IsRefused ? "no" : "once";

    private string Operator => IsRefused
        ? $"dead letter `{FaultReasons.NameOf(FaultReasons.Of(Fault))}`, EHR code {FaultReasons.EhrCodeOf(Fault)}"
        : IsFailed ? $"`{Fault}` in `gateway.delivery.failed` and the log; after the last attempt dead letter `gave-up`" : "`gateway.delivery.delivered`";
}
