using System.Globalization;

namespace Gateway.Subjects.Documents;

/// <summary>
/// Whether the character maps in a stream stay small when they are written out: the library makes an entry for each code of a range, and
/// a range of four bytes names four thousand million of them.
/// </summary>
internal static class PdfCharacterMaps
{
    /// <summary>More than all the characters there are.</summary>
    private const long MostCodes = 1_200_000;

    public static bool AreReasonable(ReadOnlySpan<byte> stream)
    {
        var codes = 0L;
        for (var rest = stream; rest.IndexOf("beginbfrange"u8) is >= 0 and var at;)
        {
            rest = rest[(at + "beginbfrange"u8.Length)..];
            var end = rest.IndexOf("endbfrange"u8);
            codes += CodesIn(end < 0 ? rest : rest[..end]);
            if (codes > MostCodes)
            {
                return false;
            }

            rest = end < 0 ? [] : rest[end..];
        }

        return true;
    }

    /// <summary>Adds up the ranges: two codes in angle brackets, then a third, or a list in square brackets.</summary>
    private static long CodesIn(ReadOnlySpan<byte> ranges)
    {
        var (sum, low, place) = (0L, 0L, 0);
        var isInList = false;
        for (var at = 0; at < ranges.Length && sum <= MostCodes; at++)
        {
            isInList = ranges[at] switch { (byte)'[' => true, (byte)']' => false, _ => isInList };
            if (ranges[at] == ']')
            {
                place = 0;
            }

            if (ranges[at] != '<' || isInList)
            {
                continue;
            }

            var length = ranges[at..].IndexOf((byte)'>');
            var code = length < 0 ? long.MaxValue : CodeOf(ranges.Slice(at + 1, length - 1));
            (sum, low, place) = place switch
            {
                0 => (sum, code, 1),
                1 => (sum + Math.Max(1, Math.Min(code, uint.MaxValue) - Math.Min(low, uint.MaxValue)), low, 2),
                _ => (sum, low, 0),
            };
            at += Math.Max(length, 0);
        }

        return sum;
    }

    private static long CodeOf(ReadOnlySpan<byte> digits)
    {
        var code = 0L;
        foreach (var digit in digits)
        {
            if (char.IsAsciiHexDigit((char)digit))
            {
                code = Math.Min((code << 4) + Hex((char)digit), uint.MaxValue);
            }
        }

        return code;
    }

    private static int Hex(char digit) => int.Parse([digit], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
