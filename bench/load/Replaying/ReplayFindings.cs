using Load.Reporting;

namespace Load.Replaying;

/// <summary>What clients were told, held against what the EHR has; each list names the ids that break the promise.</summary>
internal sealed record ReplayFindings
{
    public required int Accepted { get; init; }

    public required int Held { get; init; }

    /// <summary>Accepted, and not in the EHR.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    /// <summary>In the EHR more than once.</summary>
    public required IReadOnlyList<string> Duplicated { get; init; }

    /// <summary>Held or refused, and visible in the EHR all the same.</summary>
    public required IReadOnlyList<string> Leaked { get; init; }

    /// <summary>In another chart than the one it was posted for.</summary>
    public required IReadOnlyList<string> Misfiled { get; init; }

    /// <summary>Filed before an earlier message of its chart.</summary>
    public required IReadOnlyList<string> OutOfOrder { get; init; }

    /// <summary>In the EHR, though no client was ever told its id: a retry that became a second message.</summary>
    public required IReadOnlyList<string> Unknown { get; init; }

    /// <summary>Two client messages were answered with one id: one of them is lost.</summary>
    public required IReadOnlyList<string> Shared { get; init; }

    public bool Clean => Breaches().All(row => row.Ids.Count == 0);

    public string Render() => Table().ToPlain();

    public TextTable Table()
    {
        var table = new TextTable("in the EHR", "count", "examples")
            .Row("accepted", $"{Accepted}", "")
            .Row("held or refused", $"{Held}", "");
        foreach (var (name, ids) in Breaches())
        {
            table.Row(name, $"{ids.Count}", string.Join(" ", ids.Take(3)));
        }

        return table;
    }

    private IEnumerable<(string Name, IReadOnlyList<string> Ids)> Breaches() =>
    [
        ("missing", Missing), ("duplicated", Duplicated), ("held but visible", Leaked), ("in a wrong chart", Misfiled),
        ("out of order", OutOfOrder), ("unknown to any client", Unknown), ("one id for two messages", Shared),
    ];
}
