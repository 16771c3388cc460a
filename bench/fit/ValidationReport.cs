using System.Globalization;
using System.Text;

namespace Fit;

/// <summary>What cross-validation found, as a document: for ordinary and for hard messages, and by what makes a message hard to read.</summary>
internal static class ValidationReport
{
    public static string Of(IReadOnlyList<UnseenReading> readings)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            # Whom a message is about: families that were not seen

            {readings.Count} messages of our own (`Gateway.Tests/Corpus`), in five parts by family. The messages of each part are read with trees
            grown on the other four, so this is how the gateway may do on families it does not know. The rules were written with half of the older
            messages and of these in sight, so their part is a little too good. Made by `dotnet run --project bench/fit`.

            *Recall*: of the messages about somebody else, those stopped. *Precision*: of the messages stopped that are about one person, those about
            somebody else. *Hard let pass*: of the messages about the patient that speak of relatives, those let pass. *Mixed*: of the messages
            about the patient and somebody else, those stopped. *Ordinary* messages are as people plainly write; the others were written to be hard.

            | messages | n | recall | precision | let pass | hard let pass | mixed | rules alone: recall | precision |
            |---|---:|---:|---:|---:|---:|---:|---:|---:|

            """);
        Append(text, "**all**", readings);
        Append(text, "**ordinary**", [.. readings.Where(reading => reading.Example.IsOrdinary)]);
        Append(text, "written to be hard", [.. readings.Where(reading => !reading.Example.IsOrdinary)]);
        foreach (var language in readings.GroupBy(reading => reading.Example.Message.Lang).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            Append(text, $"language {language.Key}", [.. language]);
        }

        foreach (var phenomenon in readings.SelectMany(reading => reading.Example.Message.Phenomena).Distinct().Order(StringComparer.Ordinal))
        {
            Append(text, phenomenon, [.. readings.Where(reading => reading.Example.Message.Phenomena.Contains(phenomenon))]);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, string name, IReadOnlyList<UnseenReading> readings)
    {
        var others = readings.Where(reading => reading.Example.Message.Relationship is not null).ToHashSet();
        var own = readings.Where(reading => !reading.Example.Message.IsMisdirected).ToList();
        var mixed = readings.Where(reading => reading.Example.Message is { IsMisdirected: true, Relationship: null }).ToList();
        var hard = own.Where(reading => reading.Example.Message.IsHardNegative).ToList();
        text.AppendLine(CultureInfo.InvariantCulture,
            $"| {name} | {readings.Count} | {Share(others, Stops)} | {Share(others.Concat(own).Where(Stops), others.Contains)} | {Share(own, Passes)} | {Share(hard, Passes)} | {Share(mixed, Stops)} | {Share(others, RulesStop)} | {Share(others.Concat(own).Where(RulesStop), others.Contains)} |");
    }

    private static bool Stops(UnseenReading reading) => reading.Stops;

    private static bool Passes(UnseenReading reading) => !reading.Stops;

    private static bool RulesStop(UnseenReading reading) => reading.RulesStop;

    private static string Share(IEnumerable<UnseenReading> readings, Func<UnseenReading, bool> holds) =>
        readings.Select(holds).ToList() is { Count: > 0 } all ? ((double)all.Count(held => held) / all.Count).ToString("0.000", CultureInfo.InvariantCulture) : "-";
}
