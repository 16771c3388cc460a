using System.Collections.Immutable;
using System.Diagnostics;
using Gateway.Access;
using Gateway.Audit;
using Gateway.Rest;
using Gateway.Writes;
using Hl7.Fhir.Model;

namespace Gateway.Bundles;

/// <summary>Entries that are carried out together or not at all. What they look at is looked at after what they write is written.</summary>
internal sealed class Transactions(TransactionPlans plans, EntryLooks looks, Writer writer, PublicBase publicBase)
{
    /// <summary>The answer to each entry, in their order; or why there is none.</summary>
    public async Task<(ImmutableArray<PageEntry> Answers, WriteOutcome.Refused? Objection)> RunAsync(
        ImmutableArray<EntryReading> readings, Reader reader, Preference preference, HttpContext context)
    {
        var faulty = readings.Index().Where(reading => reading.Item is EntryReading.Faulty).ToArray();
        if (faulty.Length > 0)
        {
            return ([], EntryIssues.Of(faulty.Select(entry => (entry.Index, (Resource?)null, ((EntryReading.Faulty)entry.Item).Outcome))));
        }

        var entries = readings.Cast<EntryReading.Understood>().Select(reading => reading.Entry).ToImmutableArray();
        var writes = entries.Where(entry => !entry.IsLook).ToArray();
        return await writer.RunAsync(
            RequestOrigin.Of(context), attempt => plans.PlanAsync(writes, reader, attempt, context.RequestAborted), context.RequestAborted) switch
        {
            WriteOutcome.Refused refused => ([], refused),
            WriteOutcome.Several several => (await AnswerAsync(entries, several, reader, preference, context), null),
            _ => throw new UnreachableException(),
        };
    }

    private async Task<ImmutableArray<PageEntry>> AnswerAsync(
        ImmutableArray<BundleEntry> entries, WriteOutcome.Several several, Reader reader, Preference preference, HttpContext context)
    {
        var answers = ImmutableArray.CreateBuilder<PageEntry>(entries.Length);
        var made = new Queue<WriteOutcome>(several.Outcomes);
        foreach (var entry in entries)
        {
            answers.Add(entry.IsLook
                ? await looks.AnswerAsync(entry, reader, preference, context)
                : EntryAnswers.Of(made.Dequeue(), preference.Result, publicBase));
        }

        return answers.DrainToImmutable();
    }
}
