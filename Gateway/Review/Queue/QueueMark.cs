using System.Globalization;

namespace Gateway.Review.Queue;

/// <summary>Where a page of the queue ended: the next one begins behind it, whatever is decided and held meanwhile.</summary>
/// <param name="Rank">How early the last item of the page comes.</param>
/// <param name="Since">Since when it waits.</param>
/// <param name="Sequence">Its place in the store.</param>
internal readonly record struct QueueMark(string Rank, DateTimeOffset Since, long Sequence)
{
    public const string Parameter = "_after";

    private const char Between = '-';

    public static bool TryParse(string text, out QueueMark mark)
    {
        mark = default;
        if (text.Split(Between) is not [{ Length: 1 } rank, var ticks, var place]
            || !char.IsAsciiDigit(rank[0])
            || !long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var instant)
            || instant > DateTimeOffset.MaxValue.Ticks
            || !long.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
        {
            return false;
        }

        mark = new QueueMark(rank, new DateTimeOffset(instant, TimeSpan.Zero), sequence);
        return true;
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Rank}{Between}{Since.UtcTicks}{Between}{Sequence}");
}
