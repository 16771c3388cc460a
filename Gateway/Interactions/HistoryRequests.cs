using System.Collections.Immutable;
using System.Globalization;
using Gateway.Access;
using Gateway.Audit;
using Gateway.References;
using Gateway.Rest;
using Gateway.Search;
using Gateway.Search.Criteria;
using Gateway.Storage;
using Hl7.Fhir.Model;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Interactions;

/// <summary>History of one resource, of a type, and of all: versions that the caller may see, newest first.</summary>
internal sealed class HistoryRequests(
    Readers readers, ScopeJudge scopes, LookAnswers answers, IDbContextFactory<GatewayDb> databases, PublicBase publicBase, TimeProvider clock)
{
    public async Task<IResult> OfInstanceAsync(string type, string id, HttpContext context)
    {
        var (reader, unknown) = await readers.ReadAsync(context);
        return unknown
            ?? await answers.AnswerAsync(await OfInstanceAsync(new ResourceKey(type, id), context.Request.Query, reader, context.RequestAborted), context);
    }

    public async Task<IResult> OfTypeAsync(string type, HttpContext context)
    {
        var (reader, unknown) = await readers.ReadAsync(context);
        return unknown ?? await answers.AnswerAsync(await OfTypeAsync(type, context.Request.Query, reader, context.RequestAborted), context);
    }

    public async Task<IResult> OfSystemAsync(HttpContext context)
    {
        var (reader, unknown) = await readers.ReadAsync(context);
        return unknown ?? await answers.AnswerAsync(await OfSystemAsync(context.Request.Query, reader, context.RequestAborted), context);
    }

    public async ValueTask<LookOutcome> OfInstanceAsync(ResourceKey key, IQueryCollection query, Reader reader, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var stored = await ResourceQueries.CurrentAsync(db, key, cancellationToken);
        if (stored is null || !ReadPolicy.RightsOf(scopes.Before(reader, key.Type, stored.Content), key.Type, ScopeRights.Read).Allow(stored))
        {
            return LookOutcome.Refused.Because(StatusCodes.Status404NotFound) with
            {
                Trace = stored is null
                    ? AuditEntries.Unknown(reader.Caller, AuditAction.HistoryInstance, key.Type, key.Id)
                    : AuditEntries.Denied(reader.Caller, AuditAction.HistoryInstance, key.Type, key.Id, stored, AuditEntries.NotVisible),
            };
        }

        var trace = AuditEntries.Shown(reader.Caller, AuditAction.HistoryInstance, key.Type, key.Id, stored.Version, stored);
        return await ListAsync(db, key.ToString(), new HistoryView(reader, ScopeRights.Read, [key.Type], key.Id), query, _ => trace, cancellationToken);
    }

    public ValueTask<LookOutcome> OfTypeAsync(string type, IQueryCollection query, Reader reader, CancellationToken cancellationToken) =>
        OfTypesAsync(AuditAction.HistoryType, type, [type], query, reader, cancellationToken);

    public ValueTask<LookOutcome> OfSystemAsync(IQueryCollection query, Reader reader, CancellationToken cancellationToken) => OfTypesAsync(
        AuditAction.HistorySystem, string.Empty, [.. ServedTypes.All.Where(type => type.Offers(Interaction.HistoryType)).Select(type => type.Name)], query, reader, cancellationToken);

    // To look through what happened to all is to search (SMART App Launch 2.2: the letter s).
    private async ValueTask<LookOutcome> OfTypesAsync(
        AuditAction action, string path, string[] types, IQueryCollection query, Reader reader, CancellationToken cancellationToken)
    {
        var (type, text) = (path.Length == 0 ? null : path, QueryText.Of(SearchRequests.Flat(query)));
        var allowed = types.Where(type => reader.Caller.Allows(type, ScopeRights.Search)).ToArray();
        if (allowed.Length == 0)
        {
            return LookOutcome.Refused.Because(StatusCodes.Status403Forbidden) with { Trace = AuditEntries.Denied(reader.Caller, action, type, text) };
        }

        var rights = allowed.Select(name => (Type: name, Rights: ReadPolicy.RightsOf(reader, name, ScopeRights.Search))).ToImmutableArray();
        var charts = rights.Select(pair => pair.Rights.OnlyChart).Distinct().ToArray();

        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await ListAsync(
            db,
            path,
            new HistoryView(reader, ScopeRights.Search, [.. allowed], null),
            query,
            shown => AuditEntries.Listed(reader.Caller, action, type, text, charts is [{ } only] ? only : AuditEntries.OneChartOf(shown), shown.Any(version => version.Quarantined)),
            cancellationToken);
    }

    private async ValueTask<LookOutcome> ListAsync(
        GatewayDb db,
        string path,
        HistoryView view,
        IQueryCollection query,
        Func<IReadOnlyList<StoredVersion>, AuditEntry> trace,
        CancellationToken cancellationToken)
    {
        if (!HistoryPage.TryRead(query, out var page, out var issue))
        {
            return new LookOutcome.Refused(StatusCodes.Status400BadRequest, [issue]);
        }

        var versions = await view.ReadAsync(db, page, scopes, cancellationToken);
        var more = versions.Count > page.Count;
        var entries = versions.Take(page.Count).Select(EntryOf).ToImmutableArray();
        var links = ImmutableArray.CreateBuilder<PageLink>();
        var address = $"{publicBase.Prefix}{(path.Length == 0 ? string.Empty : $"{path}/")}_history";
        links.Add(new PageLink("self", page.AddressOf(address)));
        if (more)
        {
            links.Add(new PageLink("next", page.After(versions[page.Count - 1]).AddressOf(address)));
        }

        return new LookOutcome.Listed(new BundlePage(Bundle.BundleType.History, clock.GetUtcNow()) { Links = links.ToImmutable(), Entries = entries })
        {
            Trace = trace([.. versions.Take(page.Count)]),
        };
    }

    private PageEntry EntryOf(StoredVersion version)
    {
        var key = new ResourceKey(version.ResourceType, version.ResourceId);
        var (method, url, status) = version switch
        {
            { IsDeleted: true } => (Bundle.HTTPVerb.DELETE, key.ToString(), "204"),
            { Version: 1 } => (Bundle.HTTPVerb.POST, key.Type, "201"),
            _ => (Bundle.HTTPVerb.PUT, key.ToString(), "200"),
        };
        return new PageEntry
        {
            FullUrl = $"{publicBase.Prefix}{key}",
            Content = version.Content,
            Request = new PageRequest(method, url),
            Response = new PageResponse(status)
            {
                ETag = string.Create(CultureInfo.InvariantCulture, $"W/\"{version.Version}\""),
                LastModified = version.LastUpdated,
            },
        };
    }
}
