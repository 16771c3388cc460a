using System.Globalization;
using System.Text;
using Gateway.Triage;

namespace Fit.Triage;

/// <summary>What cross-validation found of urgency and intent, as a document.</summary>
internal static class TriageReport
{
    private static readonly string[] Intents = ["clinical", "test_result", "refill", "appointment", "billing_admin", "social", "technical"];

    public static string Of(IReadOnlyList<UnseenTriage> readings)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            # Urgency and intent: families that were not seen

            {readings.Count} messages of our own (`Gateway.Tests/Corpus`), in five parts by family. The messages of each part are read with weights learnt
            from the other four, so this is how the gateway may do on families it does not know; [corpus.md](../../docs/corpus.md) is how it does on those it
            learnt from, which is far better and says less. The rules were written with one half of the messages in sight. The other half is the row
            *kept*; its false alarms were looked through once the weights stood, so also that row is a little too good. Made by
            `dotnet run --project bench/fit`.

            *Found*: of the emergencies, those called so. *No false alarm*: of the others, those not called so. *Of three*: emergency, same day, routine told
            right. *Intent*: the first intent is a right one; *by kind*: F1, averaged over the seven kinds, so that the rare ones count as much as care.

            | messages | n | found | no false alarm | of three | rules alone: found | no false alarm | of three | intent | by kind |
            |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|

            """);
        Append(text, "**all**", readings);
        Append(text, "in sight", [.. readings.Where(reading => !reading.Message.IsKept)]);
        Append(text, "**kept**", [.. readings.Where(reading => reading.Message.IsKept)]);
        Append(text, "**ordinary**", [.. readings.Where(reading => reading.IsOrdinary)]);
        Append(text, "written to be hard", [.. readings.Where(reading => !reading.IsOrdinary)]);
        foreach (var language in readings.GroupBy(reading => reading.Message.Lang).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            Append(text, $"language {language.Key}", [.. language]);
        }

        text.AppendLine().AppendLine("| intent | n | F1 |").AppendLine("|---|---:|---:|");
        foreach (var intent in Intents)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {intent} | {readings.Count(reading => reading.Message.Intent[0] == intent)} | {F1(readings, intent):0.000} |");
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, string name, IReadOnlyList<UnseenTriage> readings)
    {
        var urgent = readings.Where(reading => reading.Message.Urgency == "emergency-now").ToList();
        var others = readings.Where(reading => reading.Message.Urgency != "emergency-now").ToList();
        text.AppendLine(CultureInfo.InvariantCulture,
            $"| {name} | {readings.Count} | {Share(urgent, reading => IsEmergency(reading.Signals))} | {Share(others, reading => !IsEmergency(reading.Signals))} | {Share(readings, reading => IsRight(reading, reading.Signals))} | {Share(urgent, reading => IsEmergency(reading.Rules))} | {Share(others, reading => !IsEmergency(reading.Rules))} | {Share(readings, reading => IsRight(reading, reading.Rules))} | {Share(readings, reading => reading.Message.Intent.Contains(reading.FirstIntent))} | {Intents.Average(intent => F1(readings, intent)):0.000} |");
    }

    private static bool IsEmergency(TriageSignals signals) => TriagePolicy.Assess(signals) is Urgency.Emergency;

    private static bool IsRight(UnseenTriage reading, TriageSignals signals) => reading.Message.Urgency == TriagePolicy.Assess(signals) switch
    {
        Urgency.Emergency => "emergency-now",
        Urgency.SameDay => "same-day",
        Urgency.Routine => "routine",
    };

    private static double F1(IReadOnlyList<UnseenTriage> readings, string intent)
    {
        var found = readings.Count(reading => reading.Message.Intent[0] == intent && reading.Message.Intent.Contains(reading.FirstIntent));
        var missed = readings.Count(reading => reading.Message.Intent[0] == intent) - found;
        var wrong = readings.Count(reading => reading.FirstIntent == intent && !reading.Message.Intent.Contains(intent));
        return found == 0 ? 0 : 2d * found / ((2 * found) + missed + wrong);
    }

    private static string Share(IReadOnlyCollection<UnseenTriage> readings, Func<UnseenTriage, bool> holds) =>
        readings.Count == 0 ? "-" : ((double)readings.Count(holds) / readings.Count).ToString("0.000", CultureInfo.InvariantCulture);
}
