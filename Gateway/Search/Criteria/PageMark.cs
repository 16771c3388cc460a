using System.Buffers.Text;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Gateway.Search.Criteria;

/// <summary>Where a page ended: the sort keys of its last match, and its sequence. The next page begins behind it, whatever is written meanwhile.</summary>
/// <remarks>
/// It carries nothing that its reader did not see, and grants nothing: each page is authorized anew. The digest only tells a
/// mark that was altered, or taken from another search.
/// </remarks>
/// <param name="Keys">One for each sort key: text, or the ticks of an instant as text.</param>
/// <param name="Sequence">Of the last match.</param>
internal sealed record PageMark(ImmutableArray<string> Keys, long Sequence)
{
    public const string Parameter = "_after";

    private const int DigestBytes = 12;

    public string ToText(string fingerprint)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes<string[]>([Sequence.ToString(CultureInfo.InvariantCulture), .. Keys]);
        return Base64Url.EncodeToString([.. Digest(content, fingerprint), .. content]);
    }

    /// <summary>Null for what is not a mark of that search: altered, of another one, or made up with a digest that fits.</summary>
    public static PageMark? Parse(string text, string fingerprint, ImmutableArray<OrderKey> order)
    {
        if (!Base64Url.IsValid(text))
        {
            return null;
        }

        var bytes = Base64Url.DecodeFromChars(text);
        return bytes.Length > DigestBytes
            && bytes.AsSpan(0, DigestBytes).SequenceEqual(Digest(bytes.AsSpan(DigestBytes), fingerprint))
            && PartsOf(bytes.AsSpan(DigestBytes)) is [var sequence, .. var keys]
            && long.TryParse(sequence, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && keys.Length == order.Length
            && keys.Zip(order).All(pair => pair.Second.IsText || IsInstant(pair.First))
                ? new PageMark([.. keys], number)
                : null;
    }

    private static string[] PartsOf(ReadOnlySpan<byte> content)
    {
        try
        {
            return JsonSerializer.Deserialize<string[]>(content) is { } parts && parts.All(part => part is not null) ? parts : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static bool IsInstant(string ticks) =>
        long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= DateTimeOffset.MaxValue.Ticks;

    private static byte[] Digest(ReadOnlySpan<byte> content, string fingerprint) =>
        SHA256.HashData([.. Encoding.UTF8.GetBytes(fingerprint), 0, .. content])[..DigestBytes];
}
