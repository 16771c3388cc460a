using Gateway.Storage;
using Microsoft.EntityFrameworkCore;

namespace Gateway.OnCall;

/// <summary>What is asked of alerts and notices.</summary>
internal static class OnCallQueries
{
    /// <summary>The next open alerts behind one, oldest first: their ids are in the order of time.</summary>
    public static IQueryable<OnCallAlert> Open(GatewayDb db, string after, int count) => db.Alerts.AsNoTracking()
        .Where(alert => alert.AcknowledgedAt == null && string.Compare(alert.AlertId, after) > 0)
        .OrderBy(alert => alert.AlertId)
        .Take(count);

    /// <summary>Notices that are due, each with its alert.</summary>
    public static IQueryable<DueNotice> Due(GatewayDb db, DateTimeOffset now, int count) => db.Notices.AsNoTracking()
        .Where(notice => notice.State == NoticeState.Pending && notice.DueAt <= now)
        .OrderBy(notice => notice.DueAt)
        .Take(count)
        .Join(db.Alerts.AsNoTracking(), notice => notice.AlertId, alert => alert.AlertId, (notice, alert) => new { notice, alert })
        .OrderBy(pair => pair.notice.DueAt)
        .Select(pair => new DueNotice(pair.notice, pair.alert));
}

/// <summary>A notice that is due, with its alert.</summary>
internal sealed record DueNotice(OnCallNotice Notice, OnCallAlert Alert);
