namespace Month;

/// <summary>What the simulation itself knows of what it did, to hold the store and the measures against.</summary>
internal sealed class Tally
{
    /// <summary>Messages that patients sent, with those sent again.</summary>
    public int Posted { get; set; }

    /// <summary>Taken in, held or not.</summary>
    public int Taken { get; set; }

    public int Held { get; set; }

    /// <summary>Given back because of whose chart it was.</summary>
    public int GivenBack { get; set; }

    /// <summary>Given back, and sent again into the right chart.</summary>
    public int Moved { get; set; }

    /// <summary>Given back, and not sent again.</summary>
    public int GivenUp { get; set; }

    public int Replies { get; set; }

    public int Reroutes { get; set; }

    /// <summary>Messages that decisions of reviewers made.</summary>
    public int Made { get; set; }

    public int Alarms { get; set; }

    public int Reviews { get; set; }

    /// <summary>Steps of alerts.</summary>
    public int Steps { get; set; }

    /// <summary>Messages that were refused for another reason than their chart, by that reason.</summary>
    public Dictionary<string, int> Refused { get; } = new(StringComparer.Ordinal);

    /// <summary>What staff tried in vain, as what somebody else had done.</summary>
    public Dictionary<string, int> InVain { get; } = new(StringComparer.Ordinal);

    public static void Count(Dictionary<string, int> counts, string what) => counts[what] = counts.GetValueOrDefault(what) + 1;
}
