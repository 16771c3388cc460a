using System.Globalization;

namespace Gateway.Inbox;

/// <summary>Where a page of an inbox ended: the next one begins behind it, whatever is answered and comes meanwhile.</summary>
/// <param name="Place">How urgent the last item of the page is, and until when it is promised.</param>
/// <param name="Since">Since when it waits.</param>
/// <param name="Sequence">Its place in the store.</param>
internal readonly record struct InboxMark(string Place, DateTimeOffset Since, long Sequence)
{
    public const string Parameter = "_after";

    private const char Between = '~';
    private const int LongestPlace = 40;

    public static bool TryParse(string text, out InboxMark mark)
    {
        mark = default;
        if (text.Split(Between) is not [{ Length: > 0 and <= LongestPlace } place, var ticks, var row]
            || !long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var instant)
            || instant > DateTimeOffset.MaxValue.Ticks
            || !long.TryParse(row, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
        {
            return false;
        }

        mark = new InboxMark(place, new DateTimeOffset(instant, TimeSpan.Zero), sequence);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Place}{Between}{Since.UtcTicks}{Between}{Sequence}");
}
