namespace Gateway.Storage;

/// <summary>
/// Places in the audit trail are instants: microseconds since 2020, and behind them who wrote. So rows lie in the order of time
/// without an index for it, and writers that do not know each other take different places.
/// </summary>
internal static class AuditTime
{
    private const int WriterBits = 12;
    private const long Writers = 1L << WriterBits;

    private static readonly DateTimeOffset Epoch = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The part of a chain's name that its rows' places end in.</summary>
    public static long WriterOf(long chain) => chain & (Writers - 1);

    public static long Micros(DateTimeOffset at) => (at - Epoch).Ticks / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset At(long micros) => Epoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond);

    public static long Sequence(long micros, long chain) => (micros << WriterBits) | WriterOf(chain);

    /// <summary>The instant that a place lies at.</summary>
    public static DateTimeOffset Of(long sequence) => At(sequence >> WriterBits);

    /// <summary>The first place at an instant or behind it.</summary>
    public static long From(DateTimeOffset at)
    {
        if (at <= Epoch)
        {
            return 0;
        }

        var micros = Micros(at);
        return micros >= long.MaxValue >> WriterBits ? long.MaxValue : micros << WriterBits;
    }

    /// <summary>The first place behind an instant.</summary>
    public static long Behind(DateTimeOffset at) =>
        at >= DateTimeOffset.MaxValue.AddTicks(-TimeSpan.TicksPerSecond) ? long.MaxValue : From(at.AddTicks(TimeSpan.TicksPerMicrosecond));

    public static int DayOf(DateTimeOffset at) => (at.UtcDateTime.Year * 10_000) + (at.UtcDateTime.Month * 100) + at.UtcDateTime.Day;
}
