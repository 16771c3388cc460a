using Gateway.References;
using Gateway.Search.Definitions;
using Gateway.Search.Indexing;
using Gateway.Storage;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Requests;

/// <summary>What is asked of the store about requests with a schedule.</summary>
internal static class RequestQueries
{
    private static readonly int Focus = ParameterNumber.Of("Task", "focus");

    /// <summary>The first of those for which there is something to do, behind the one that was looked at last.</summary>
    /// <param name="db">The store.</param>
    /// <param name="parameter">Which entry says when.</param>
    /// <param name="now">Until when.</param>
    /// <param name="after">The last one of the page before.</param>
    /// <param name="count">How many.</param>
    public static IQueryable<DueRow> Due(GatewayDb db, int parameter, DateTimeOffset now, (string Due, long Sequence)? after, int count)
    {
        var until = WorkEntries.DueUntil(now);
        var due = db.Tokens.AsNoTracking().Where(entry => entry.Parameter == parameter && string.Compare(entry.Code, until) < 0);
        if (after is { Due: var last, Sequence: var sequence })
        {
            due = due.Where(entry => string.Compare(entry.Code, last) > 0 || (entry.Code == last && entry.Resource > sequence));
        }

        return due
            .OrderBy(entry => entry.Code).ThenBy(entry => entry.Resource)
            .Take(count)
            .Join(
                db.Resources.AsNoTracking().Where(row => !row.Quarantined && !row.IsDeleted),
                entry => entry.Resource,
                row => row.Sequence,
                (entry, row) => new { entry, row })
            .OrderBy(pair => pair.entry.Code).ThenBy(pair => pair.entry.Resource)
            .Select(pair => new DueRow(pair.entry.Code, pair.row));
    }

    /// <summary>The Tasks of a request.</summary>
    public static IQueryable<StoredResource> TasksOf(GatewayDb db, ResourceKey request)
    {
        var target = request.ToString();
        return db.References.AsNoTracking()
            .Where(entry => entry.Parameter == Focus && entry.Target == target)
            .Join(db.Resources.AsNoTracking(), entry => entry.Resource, row => row.Sequence, (_, row) => row)
            .Where(row => row.ResourceType == "Task" && !row.IsDeleted && !row.Quarantined);
    }
}
