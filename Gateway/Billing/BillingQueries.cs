using Gateway.Search.Indexing;
using Gateway.Storage;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Billing;

/// <summary>What is asked of the store for the account of online visits.</summary>
internal static class BillingQueries
{
    /// <summary>The patients on whose messages somebody spent time in these days, as <c>Patient/id</c>.</summary>
    public static IQueryable<string> Patients(GatewayDb db, DateTimeOffset from, DateTimeOffset until)
    {
        var (parameter, first, end) = (WorkEntries.Spent, WorkCourse.From(from), WorkCourse.From(until));
        return db.Tokens.AsNoTracking()
            .Where(entry => entry.Parameter == parameter && string.Compare(entry.Code, first) >= 0 && string.Compare(entry.Code, end) < 0)
            .Select(entry => entry.System)
            .Distinct();
    }

    /// <summary>All Tasks of these patients that time was recorded on.</summary>
    public static IQueryable<StoredResource> Tasks(GatewayDb db, List<string> patients)
    {
        var parameter = WorkEntries.Spent;
        return db.Tokens.AsNoTracking()
            .Where(entry => entry.Parameter == parameter && patients.Contains(entry.System))
            .Select(entry => entry.Resource)
            .Distinct()
            .Join(db.Resources.AsNoTracking().Where(row => !row.Quarantined && !row.IsDeleted), sequence => sequence, row => row.Sequence, (_, row) => row);
    }

    public static IQueryable<StoredResource> Messages(GatewayDb db, List<string> ids) => db.Resources.AsNoTracking()
        .Where(row => row.ResourceType == "Communication" && ids.Contains(row.ResourceId) && !row.Quarantined && !row.IsDeleted);
}
