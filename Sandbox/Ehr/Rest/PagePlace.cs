using System.Globalization;

namespace Sandbox.Ehr.Rest;

/// <summary>Where a page of a search begins: behind a match, in the order of filing, or in that of the last change.</summary>
/// <param name="Updated">When that match last changed, in milliseconds; zero in the order of filing.</param>
/// <param name="Sequence">The place of that match.</param>
internal readonly record struct PagePlace(long Updated, long Sequence)
{
    public static bool TryParse(string text, out PagePlace place)
    {
        var parts = text.Split('-');
        var isPlace = Number(parts[^1], out var sequence) & (parts.Length == 1 | Number(parts[0], out var updated)) & parts.Length <= 2;
        place = new PagePlace(parts.Length == 2 ? updated : 0, sequence);
        return isPlace;
    }

    public override string ToString() => Updated == 0
        ? Sequence.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Updated}-{Sequence}");

    private static bool Number(string text, out long number) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
