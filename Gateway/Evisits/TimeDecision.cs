using Gateway.Resources;

namespace Gateway.Evisits;

/// <summary>What becomes of a wish to record time.</summary>
internal abstract record TimeDecision
{
    private TimeDecision()
    {
    }

    /// <summary>It is recorded, or stands in the place of what it corrects.</summary>
    public sealed record Put(RecordedTime Time, bool IsCorrection) : TimeDecision;

    /// <summary>What was recorded is taken back.</summary>
    public sealed record TakeBack(RecordedTime Time) : TimeDecision;

    /// <summary>Just that is recorded already: a request that came twice.</summary>
    public sealed record Known : TimeDecision;

    /// <summary>It is not recorded.</summary>
    public sealed record Refuse(TimeRefusal Kind, Issue Issue) : TimeDecision;
}

/// <summary>Why time is not recorded.</summary>
internal enum TimeRefusal
{
    /// <summary>It makes no sense.</summary>
    Senseless,

    /// <summary>It is somebody else's.</summary>
    NotTheirs,

    /// <summary>The Task was a mistake.</summary>
    Ended,
}
