using Load.Driving;
using Load.Replaying;

namespace Load.Chaos;

/// <summary>All that a run found out.</summary>
internal sealed record ChaosAccount
{
    public required Storyline Story { get; init; }

    public required IReadOnlyList<ToldMessage> Told { get; init; }

    public required Tally Tally { get; init; }

    public required ReplayFindings Findings { get; init; }

    public required Delays Delays { get; init; }

    public required int Killed { get; init; }

    /// <summary>Replicas that ended by themselves.</summary>
    public required int Fallen { get; init; }

    public required IReadOnlyList<TimeSpan> StoreAway { get; init; }

    /// <summary>Messages that the EHR refused for good, and that were replayed.</summary>
    public required int DeadLetters { get; init; }

    /// <summary>From the end of the load to the last message's arrival.</summary>
    public required TimeSpan Drain { get; init; }

    public required TimeSpan Elapsed { get; init; }

    /// <summary>Neither accepted, held nor refused: a client was told of an error.</summary>
    public int Errors => Told.Count(told => told.Record.Outcome is Outcome.ClientError or Outcome.ServerError);

    /// <summary>Whether no promise was broken.</summary>
    public bool Holds => Findings.Clean && Errors == 0 && Findings.Accepted > 0 && (Delays.TooFewToTell || Delays.AreFair);

    /// <summary>What the dead letters leave of the order: they were sent again behind later ones, as their desk asked.</summary>
    /// <param name="told">What clients were told.</param>
    /// <param name="filed">What the EHR has.</param>
    /// <param name="letters">Messages that became dead letters.</param>
    public static ReplayFindings Judge(IReadOnlyList<ToldMessage> told, IReadOnlyList<FiledMessage> filed, IReadOnlySet<string> letters)
    {
        var records = told.Select(message => message.Record).ToArray();
        var inOrder = records.Where(record => record.Id is null || !letters.Contains(record.Id)).ToArray();
        return ReplayPolicy.Judge(records, filed, new ReplayRules(Ordered: false, Exclusive: true)) with
        {
            OutOfOrder = ReplayPolicy.Judge(inOrder, filed, new ReplayRules(Ordered: true, Exclusive: false)).OutOfOrder,
        };
    }
}
