using System.Globalization;
using System.Text;

namespace Gateway.Tests.Corpus;

/// <summary>What the rules make of the corpus, as a document: by half, by language, by what makes a message hard to read.</summary>
internal static class CorpusTable
{
    public static string Of(IReadOnlyList<Reading> readings)
    {
        var messages = readings.Select(reading => reading.Message).ToList();
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            # What the rules make of our corpus

            {readings.Count} messages of our own writing in `Gateway.Tests/Corpus`, read by `Gateway/Subjects` and `Gateway/Triage`. Rules are
            written with the one half in sight; the other, chosen by a hash of the message's id, is measured only. The trees that weigh whom a message
            is about, and the weights for urgency and intent, are learnt from all of them: how they do on families they have not seen is in
            [narrative.md](../bench/results/narrative.md) and [triage.md](../bench/results/triage.md), and is what to expect. This file is what
            `Corpus/CorpusTests` measured; the test fails when it differs.

            Every message was read twice, the second time by somebody who saw neither the first label nor what the rules say. The readers agree on whether
            a message is misdirected in {Agreement.Of(messages.Select(message => (message.IsMisdirected, message.IsMisdirectedAgain)))} of the messages, on how urgent it is in {Agreement.Of(messages.Select(message => (message.Urgency, message.Second?.Urgency ?? message.Urgency)))}, on
            whether it is an emergency in {Agreement.Of(messages.Select(message => (IsEmergency(message.Urgency), IsEmergency(message.Second?.Urgency ?? message.Urgency))))}, and on what it asks for first in {Agreement.Of(messages.Select(message => (message.Intent[0], message.Second?.Intent ?? message.Intent[0])))}.
            The table goes by the first; the row *read alike* leaves out the {messages.Count(message => !message.IsReadAlike)} of which they say something else. Neither is a clinician.

            *Stopped*: misdirected messages that are not let pass into the chart (recall). *Right to stop*: stopped messages that are misdirected
            (precision). *Let pass*: messages about the patient that are let pass (specificity); *hard*: those among them that speak of relatives. *Relationship*, *chart*: of the
            stopped ones, those whose relationship to the writer is told right, and of those that belong in a chart of the family, those for which that chart is suggested. *Emergency*,
            *urgency* (of three) and *intent* are of all messages.

            | messages | n | stopped | right to stop | let pass | hard let pass | relationship | chart | emergency found | no false alarm | urgency | intent |
            |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|

            """);
        Append(text, "**all**", readings);
        Append(text, "in sight", [.. readings.Where(reading => !reading.Message.IsKept)]);
        Append(text, "**kept**", [.. readings.Where(reading => reading.Message.IsKept)]);
        Append(text, "read alike", [.. readings.Where(reading => reading.Message.IsReadAlike)]);
        foreach (var language in readings.GroupBy(reading => reading.Message.Lang).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            Append(text, $"language {language.Key}", [.. language]);
        }

        foreach (var phenomenon in readings.SelectMany(reading => reading.Message.Phenomena).Distinct().Order(StringComparer.Ordinal))
        {
            Append(text, phenomenon, [.. readings.Where(reading => reading.Message.Phenomena.Contains(phenomenon))]);
        }

        return text.ToString();
    }

    private static bool IsEmergency(string urgency) => urgency == "emergency-now";

    private static void Append(StringBuilder text, string name, IReadOnlyList<Reading> readings)
    {
        var score = new Score(readings);
        text.AppendLine(CultureInfo.InvariantCulture,
            $"| {name} | {readings.Count} | {score.Recall} | {score.Precision} | {score.Specificity} | {score.HardSpecificity} | {score.Relationship} | {score.Chart} | {score.EmergencyRecall} | {score.EmergencySpecificity} | {score.Urgency} | {score.Intent} |");
    }
}
