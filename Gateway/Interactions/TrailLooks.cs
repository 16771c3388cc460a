using System.Collections.Immutable;
using System.Globalization;
using Gateway.Access;
using Gateway.Audit;
using Gateway.References;
using Gateway.Rest;
using Gateway.Search;
using Gateway.Storage;
using Hl7.Fhir.Model;

namespace Gateway.Interactions;

/// <summary>Reads of AuditEvent and Provenance, which are not stored but written from the audit trail when somebody asks.</summary>
internal sealed class TrailLooks(TrailReader trail, TrailWriter writer, PublicBase publicBase)
{
    public async ValueTask<LookOutcome> ReadAsync(ResourceKey key, Preconditions preconditions, Reader reader, CancellationToken cancellationToken)
    {
        var entry = await trail.FindAsync(key, cancellationToken);
        if (entry is null || !TrailPolicy.MayRead(reader, key.Type, entry))
        {
            return LookOutcome.Refused.Because(StatusCodes.Status404NotFound) with
            {
                Trace = entry is null
                    ? AuditEntries.Unknown(reader.Caller, AuditAction.Read, key.Type, key.Id)
                    : AuditEntries.Denied(reader.Caller, AuditAction.Read, key.Type, key.Id, entry, AuditEntries.NotVisible),
            };
        }

        var version = new ResourceVersion(key, 1, entry.At, writer.Write(key.Type, entry));
        LookOutcome outcome = preconditions.Has(version) ? new LookOutcome.Unchanged(version) : new LookOutcome.Found(version);
        return outcome with { Trace = AuditEntries.Shown(reader.Caller, AuditAction.Read, key.Type, key.Id, 1, entry) };
    }

    public async ValueTask<(SearchPage Page, ImmutableArray<PageEntry> Entries)> SearchAsync(
        SearchRequest request, Reader reader, CancellationToken cancellationToken)
    {
        var (page, found) = await trail.SearchAsync(request, reader, cancellationToken);
        return (page, [.. found.Select(entry => EntryOf(request.Type, entry, Bundle.SearchEntryMode.Match, reader))]);
    }

    /// <summary>The Provenances of what a search found.</summary>
    public async ValueTask<IEnumerable<PageEntry>> ProvenanceOfAsync(
        IEnumerable<StoredResource> matches, Reader reader, CancellationToken cancellationToken)
    {
        var found = await trail.ProvenanceOfAsync(matches.Select(match => $"{match.ResourceType}/{match.ResourceId}"), reader, cancellationToken);
        return found.Select(entry => EntryOf(TrailWriter.Provenance, entry, Bundle.SearchEntryMode.Include, reader));
    }

    private PageEntry EntryOf(string type, AuditEntry entry, Bundle.SearchEntryMode mode, Reader reader) => new()
    {
        FullUrl = string.Create(CultureInfo.InvariantCulture, $"{publicBase.Prefix}{type}/{entry.Sequence}"),
        Content = writer.Write(type, entry),
        Mode = mode,
    };
}
