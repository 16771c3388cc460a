using Load.Driving;

namespace Load.Replaying;

/// <summary>Judges whether the EHR has what clients were told it would have. Pure.</summary>
internal static class ReplayPolicy
{
    /// <param name="told">What clients were told, in posting order within each chart.</param>
    /// <param name="filed">What the EHR has.</param>
    /// <param name="rules">What else the run promises.</param>
    public static ReplayFindings Judge(IReadOnlyList<MessageRecord> told, IReadOnlyList<FiledMessage> filed, ReplayRules rules)
    {
        var accepted = told.Where(record => record is { Outcome: Outcome.Accepted, Id: not null }).ToList();
        var stopped = told.Where(record => record is { Outcome: Outcome.Held or Outcome.Refused, Id: not null }).ToList();
        var byId = filed.ToLookup(message => message.Id, StringComparer.Ordinal);
        var known = told.Where(record => record.Id is not null).Select(record => record.Id!).ToHashSet(StringComparer.Ordinal);
        return new ReplayFindings
        {
            Accepted = accepted.Count,
            Held = told.Count(record => record.Outcome is Outcome.Held or Outcome.Refused),
            Missing = [.. accepted.Where(record => !byId.Contains(record.Id!)).Select(record => record.Id!)],
            Duplicated = [.. byId.Where(copies => copies.Count() > 1).Select(copies => copies.Key)],
            Leaked = [.. stopped.Where(record => byId.Contains(record.Id!)).Select(record => record.Id!)],
            Misfiled = [.. accepted.Where(record => byId[record.Id!].Any(copy => copy.Chart != record.Chart)).Select(record => record.Id!)],
            OutOfOrder = rules.Ordered ? [.. OutOfOrder(accepted, byId)] : [],
            Unknown = rules.Exclusive ? [.. byId.Where(copies => !known.Contains(copies.Key)).Select(copies => copies.Key)] : [],
            Shared = [.. told.Where(record => record.Id is not null).GroupBy(record => record.Id!).Where(same => same.Count() > 1).Select(same => same.Key)],
        };
    }

    /// <summary>Whether nothing accepted is missing any more, which ends the wait for a delivery.</summary>
    public static bool AllArrived(IReadOnlyList<MessageRecord> told, IReadOnlyList<FiledMessage> filed)
    {
        var arrived = filed.Select(message => message.Id).ToHashSet(StringComparer.Ordinal);
        return told.All(record => record.Outcome != Outcome.Accepted || record.Id is null || arrived.Contains(record.Id));
    }

    private static IEnumerable<string> OutOfOrder(IEnumerable<MessageRecord> accepted, ILookup<string, FiledMessage> byId)
    {
        foreach (var chart in accepted.GroupBy(record => record.Chart, StringComparer.Ordinal))
        {
            var latest = long.MinValue;
            foreach (var record in chart)
            {
                var sequence = byId[record.Id!].FirstOrDefault()?.Sequence;
                if (sequence < latest)
                {
                    yield return record.Id!;
                }

                latest = Math.Max(latest, sequence ?? latest);
            }
        }
    }
}
