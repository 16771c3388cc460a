using System.Collections.Immutable;
using System.Diagnostics;
using Gateway.Interactions;
using Gateway.Resources;
using Gateway.Rest;
using Hl7.Fhir.Model;
using Microsoft.Extensions.Options;

namespace Gateway.Bundles;

/// <summary>POST of a batch or a transaction to the base.</summary>
internal sealed class BundleRequests(
    Readers readers,
    Batches batches,
    Transactions transactions,
    PublicBase publicBase,
    IOptions<RestOptions> rest,
    IOptions<BundlesOptions> options,
    TimeProvider clock)
{
    public async Task<IResult> PostAsync(HttpContext context)
    {
        if (CreateRequest.IdempotencyKey(context.Request) is not null)
        {
            return Refuse(
                StatusCodes.Status400BadRequest,
                new Issue(OperationOutcome.IssueType.NotSupported, "Idempotency-Key names one create. In a bundle, give each entry that creates its own ifNoneExist."));
        }

        var (body, unreadable) = await BundleBody.ReadAsync(context.Request, rest.Value.MaxBodyBytes, context.RequestAborted);
        if (unreadable is not null)
        {
            return unreadable;
        }

        if (body!.Bundle.Entry.Count > options.Value.MaxEntries)
        {
            return Refuse(
                StatusCodes.Status413PayloadTooLarge,
                new Issue(OperationOutcome.IssueType.TooCostly, $"A bundle may have {options.Value.MaxEntries} entries here; send several.", "Bundle.entry"));
        }

        if (BundlePolicy.ObjectionsTo(body.Bundle, [.. body.Faults.Keys]) is { IsEmpty: false } issues)
        {
            return new Refused(StatusCodes.Status400BadRequest, [.. issues, .. body.AllFaults]);
        }

        // Each entry says for itself how much it wants; of the answer as a whole the request says only how it is written.
        AnswerForms.KeepWhole(context);
        return await RunAsync(body, context);
    }

    private async Task<IResult> RunAsync(BundleBody body, HttpContext context)
    {
        ImmutableArray<EntryReading> entries =
            [.. body.Bundle.Entry.Select((entry, index) => EntryReader.Read(index, entry, body.Faults.GetValueOrDefault(index, []), publicBase))];
        var preference = Preference.Of(context.Request);
        var (reader, unknown) = await readers.ReadAsync(context);
        if (unknown is not null)
        {
            return unknown;
        }

        switch (body.Bundle.Type)
        {
            case Bundle.BundleType.Batch:
                return Answer(Bundle.BundleType.BatchResponse, await batches.RunAsync(entries, reader, preference, context));
            case Bundle.BundleType.Transaction:
                var (answers, objection) = await transactions.RunAsync(entries, reader, preference, context);
                return objection is null
                    ? Answer(Bundle.BundleType.TransactionResponse, answers)
                    : new Refused(objection.Status, objection.Issues, objection.RetryAfter);
            default:
                throw new UnreachableException();
        }
    }

    private PageFound Answer(Bundle.BundleType type, ImmutableArray<PageEntry> entries) =>
        new(new BundlePage(type, clock.GetUtcNow()) { Id = Guid.CreateVersion7(clock.GetUtcNow()).ToString("D"), Entries = NamedOnce(entries) });

    // bdl-7: a resource that several entries answer with is named by the first.
    private static ImmutableArray<PageEntry> NamedOnce(ImmutableArray<PageEntry> entries)
    {
        var named = new HashSet<string>(StringComparer.Ordinal);
        return [.. entries.Select(entry => entry.FullUrl is not { } url || named.Add(url) ? entry : entry with { FullUrl = null })];
    }

    private static Refused Refuse(int status, Issue issue) => new(status, [issue]);
}
