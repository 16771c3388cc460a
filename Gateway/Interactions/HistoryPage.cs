using System.Buffers.Binary;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Gateway.Resources;
using Gateway.Search.Indexing;
using Gateway.Storage;
using Hl7.Fhir.Model;
using Microsoft.Extensions.Primitives;

namespace Gateway.Interactions;

/// <summary>Which part of a history is asked for.</summary>
internal sealed record HistoryPage
{
    private const int DefaultCount = 50;
    private const int MostCount = 1000;
    private const string CountParameter = "_count";
    private const string SinceParameter = "_since";
    private const string AtParameter = "_at";
    private const string BehindParameter = "_behind";

    public int Count { get; private init; } = DefaultCount;

    /// <summary>Versions made at this instant or later.</summary>
    public DateTimeOffset? Since { get; private init; }

    /// <summary>Versions behind this one, which the page before ended with.</summary>
    public Place? Behind { get; private init; }

    /// <summary>Reads the parameters; what is wrong with them, if something is. Others are left out, as of the self link.</summary>
    public static bool TryRead(IQueryCollection query, out HistoryPage page, [NotNullWhen(false)] out Issue? issue)
    {
        page = new HistoryPage();
        issue = null;
        if (query.TryGetValue(CountParameter, out var count))
        {
            if (!int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number == 0)
            {
                issue = Wrong("_count must be a whole number above zero.");
                return false;
            }

            page = page with { Count = Math.Min(number, MostCount) };
        }

        if (query.ContainsKey(AtParameter))
        {
            issue = new Issue(OperationOutcome.IssueType.NotSupported, "_at is not supported: use _since, or read a version.");
            return false;
        }

        if (query.TryGetValue(SinceParameter, out var since))
        {
            if (!TryInstant(since, out var instant))
            {
                issue = Wrong("_since must be an instant, as in 2026-03-02T12:00:00Z.");
                return false;
            }

            page = page with { Since = instant };
        }

        if (query.TryGetValue(BehindParameter, out var behind))
        {
            if (!Place.TryParse(behind.ToString(), out var place))
            {
                issue = Wrong("This page cannot be found: follow the next link as it was given.");
                return false;
            }

            page = page with { Behind = place };
        }

        return true;
    }

    /// <summary>The page that begins behind a version.</summary>
    public HistoryPage After(StoredVersion last) => this with { Behind = new Place(last.LastUpdated, last.Sequence, last.Version) };

    public string AddressOf(string history)
    {
        List<string> parameters = [string.Create(CultureInfo.InvariantCulture, $"{CountParameter}={Count}")];
        if (Since is { } since)
        {
            parameters.Add($"{SinceParameter}={Uri.EscapeDataString(since.ToString("yyyy-MM-ddTHH:mm:ss.fffzzz", CultureInfo.InvariantCulture))}");
        }

        if (Behind is { } place)
        {
            parameters.Add($"{BehindParameter}={place}");
        }

        return $"{history}?{string.Join('&', parameters)}";
    }

    // A date alone means its first instant, UTC.
    private static bool TryInstant(StringValues text, out DateTimeOffset instant)
    {
        // A plus that was not escaped arrives as a space.
        var isDate = DateForm.TryParse(text.ToString().Replace(' ', '+'), out var range);
        instant = range.Low;
        return isDate;
    }

    private static Issue Wrong(string sentence) => new(OperationOutcome.IssueType.Value, sentence);

    /// <summary>A version's place among all, newest first; opaque to clients.</summary>
    internal readonly record struct Place(DateTimeOffset LastUpdated, long Sequence, int Version)
    {
        private const int Size = sizeof(long) + sizeof(long) + sizeof(int);

        public static bool TryParse(string text, out Place place)
        {
            place = default;
            Span<byte> bytes = stackalloc byte[Size];
            if (!Base64Url.IsValid(text, out var length) || length != Size || !Base64Url.TryDecodeFromChars(text, bytes, out _))
            {
                return false;
            }

            var ticks = BinaryPrimitives.ReadInt64BigEndian(bytes);
            if (ticks < DateTimeOffset.MinValue.Ticks || ticks > DateTimeOffset.MaxValue.Ticks)
            {
                return false;
            }

            place = new Place(
                new DateTimeOffset(ticks, TimeSpan.Zero),
                BinaryPrimitives.ReadInt64BigEndian(bytes[sizeof(long)..]),
                BinaryPrimitives.ReadInt32BigEndian(bytes[(2 * sizeof(long))..]));
            return true;
        }

        public override string ToString()
        {
            Span<byte> bytes = stackalloc byte[Size];
            BinaryPrimitives.WriteInt64BigEndian(bytes, LastUpdated.UtcTicks);
            BinaryPrimitives.WriteInt64BigEndian(bytes[sizeof(long)..], Sequence);
            BinaryPrimitives.WriteInt32BigEndian(bytes[(2 * sizeof(long))..], Version);
            return Base64Url.EncodeToString(bytes);
        }
    }
}
