using System.Collections.Immutable;
using Gateway.Connections;
using Gateway.References;
using Gateway.Storage;
using Hl7.Fhir.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Gateway.Replies;

/// <summary>All that is read of our own store about messages of the EHR.</summary>
internal sealed class ReplyReader(IDbContextFactory<GatewayDb> databases, KnownServers servers, IOptions<EhrOptions> options)
{
    /// <summary>What is known of a page's messages: two reads for all of them.</summary>
    public async ValueTask<KnownEntries> KnownAsync(IEnumerable<string> ehrIds, CancellationToken cancellationToken)
    {
        List<string> ids = [.. ehrIds.Distinct()];
        if (ids.Count == 0)
        {
            return new KnownEntries(ImmutableDictionary<string, EhrReply>.Empty, []);
        }

        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var replies = await Replies(db, options.Value.Name, ids).ToListAsync(cancellationToken);
        var ours = await Filed(db, options.Value.Name, ids).Select(entry => entry.EhrId!).ToListAsync(cancellationToken);
        return new KnownEntries(replies.ToImmutableDictionary(reply => reply.EhrId), [.. ours]);
    }

    /// <summary>What is known of one message.</summary>
    public async ValueTask<EhrReply?> KnownAsync(string ehrId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await Replies(db, options.Value.Name, [ehrId]).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>The messages of the gateway that references of the EHR lead to.</summary>
    public async ValueTask<ReplyThread> ThreadAsync(IEnumerable<ResourceReference> asked, CancellationToken cancellationToken)
    {
        var references = asked.ToList();
        List<string> ehrIds = [.. references.Select(reference => ReplyThread.EhrIdIn(reference, servers.Bases)).OfType<string>()];
        List<string> named = [.. references.Select(ReplyThread.MessageIdIn).OfType<string>()];
        if (ehrIds.Count == 0 && named.Count == 0)
        {
            return new ReplyThread([], servers.Bases);
        }

        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var filed = await Filed(db, options.Value.Name, ehrIds)
            .Where(entry => entry.Kind == OutboxKind.File)
            .Select(entry => new { entry.MessageId, entry.EhrId })
            .ToListAsync(cancellationToken);
        var taken = await Replies(db, options.Value.Name, ehrIds).ToListAsync(cancellationToken);
        var ids = filed.Select(entry => (entry.MessageId, entry.EhrId))
            .Concat(taken.Where(reply => reply.MessageId is not null).Select(reply => (reply.MessageId!, (string?)reply.EhrId)))
            .Concat(named.Select(id => (id, (string?)null)))
            .DistinctBy(pair => pair.Item1)
            .ToList();
        List<string> keys = [.. ids.Select(pair => pair.Item1)];
        var charts = await Messages(db, keys).Select(row => new { row.ResourceId, row.Chart }).ToDictionaryAsync(row => row.ResourceId, row => row.Chart, cancellationToken);
        return new ReplyThread(
            [
                .. ids.Where(pair => charts.ContainsKey(pair.Item1))
                    .Select(pair => new ThreadMessage(new MessageId(pair.Item1), pair.Item2, charts[pair.Item1] is { } chart ? new PatientId(chart) : null)),
            ],
            servers.Bases);
    }

    /// <summary>The message that one of the EHR became here.</summary>
    public async ValueTask<StoredResource?> StoredAsync(string messageId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await ResourceQueries.CurrentAsync(db, new MessageId(messageId).Key, cancellationToken);
    }

    public static IQueryable<EhrReply> Replies(GatewayDb db, string connection, List<string> ehrIds) => db.EhrReplies.AsNoTracking()
        .Where(reply => reply.Connection == connection && ehrIds.Contains(reply.EhrId));

    public static IQueryable<OutboxEntry> Filed(GatewayDb db, string connection, List<string> ehrIds) => db.Outbox.AsNoTracking()
        .Where(entry => entry.EhrId != null && ehrIds.Contains(entry.EhrId) && entry.Connection == connection);

    public static IQueryable<StoredResource> Messages(GatewayDb db, List<string> ids) => db.Resources.AsNoTracking()
        .Where(row => row.ResourceType == "Communication" && ids.Contains(row.ResourceId));
}
