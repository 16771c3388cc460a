using System.Globalization;

namespace Gateway.Tests.Corpus;

/// <summary>Shares of right readings among messages.</summary>
internal sealed class Score(IReadOnlyCollection<Reading> readings)
{
    private readonly Reading[] misdirected = [.. readings.Where(reading => reading.Message.IsMisdirected)];
    private readonly Reading[] proper = [.. readings.Where(reading => !reading.Message.IsMisdirected)];

    public Share Recall => Share.Of(misdirected, reading => reading.IsStopped);

    public Share Precision => Share.Of(readings.Where(reading => reading.IsStopped), reading => reading.Message.IsMisdirected);

    public Share Specificity => Share.Of(proper, reading => !reading.IsStopped);

    public Share HardSpecificity => Share.Of(proper.Where(reading => reading.Message.IsHardNegative), reading => !reading.IsStopped);

    public Share Relationship => Share.Of(
        misdirected.Where(reading => reading is { IsStopped: true, Message.Relationship: not null }), reading => reading.IsRelationshipRight);

    public Share Chart => Share.Of(misdirected.Where(reading => reading is { IsStopped: true, IsChartRight: not null }), reading => reading.IsChartRight == true);

    public Share EmergencyRecall => Share.Of(readings.Where(reading => reading.IsEmergency), reading => reading.SaysEmergency);

    public Share EmergencySpecificity => Share.Of(readings.Where(reading => !reading.IsEmergency), reading => !reading.SaysEmergency);

    public Share Urgency => Share.Of(readings, reading => reading.IsUrgencyRight);

    public Share Intent => Share.Of(readings, reading => reading.IsIntentRight);

    /// <summary>F1 of the first intent, averaged over the kinds, so that the rare ones count as much as care.</summary>
    public double IntentByKind => readings.Select(reading => reading.Message.Intent[0]).Distinct().Average(F1);

    private double F1(string intent)
    {
        var labelled = readings.Count(reading => reading.Message.Intent[0] == intent);
        var found = readings.Count(reading => reading.Message.Intent[0] == intent && reading.IsIntentRight);
        var wrong = readings.Count(reading => reading.IntentLabel == intent && !reading.IsIntentRight);
        return 2d * found / (found + labelled + wrong);
    }
}

/// <summary>So many of so many.</summary>
internal readonly record struct Share(int Right, int All)
{
    public double Value => All == 0 ? 1 : (double)Right / All;

    public static Share Of(IEnumerable<Reading> readings, Func<Reading, bool> isRight)
    {
        var (right, all) = (0, 0);
        foreach (var reading in readings)
        {
            all++;
            right += isRight(reading) ? 1 : 0;
        }

        return new Share(right, all);
    }

    public override string ToString() => All == 0 ? "-" : Value.ToString("0.000", CultureInfo.InvariantCulture);
}
