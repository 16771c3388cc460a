using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;

namespace Gateway.Access;

/// <summary>
/// Remembers for a short while that a token was found valid. A token is remembered by its digest and its issuer's scheme,
/// never beyond its own end, and never longer than <see cref="Longest"/>: that bounds how long a withdrawn key is honoured.
/// </summary>
internal sealed class ValidatedTokens(TimeProvider clock)
{
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private const int Most = 10_000;

    private readonly ConcurrentDictionary<(string Scheme, UInt128 High, UInt128 Low), Entry> entries = new();

    public ClaimsPrincipal? Find(string scheme, ReadOnlySpan<char> token) =>
        entries.TryGetValue(KeyOf(scheme, token), out var entry) && clock.GetUtcNow() < entry.Until ? entry.Principal : null;

    /// <param name="scheme">The scheme of the issuer whose rules the token passed.</param>
    /// <param name="token">The token as sent.</param>
    /// <param name="principal">What its claims say.</param>
    /// <param name="end">The token's own end, in UTC.</param>
    public void Keep(string scheme, ReadOnlySpan<char> token, ClaimsPrincipal principal, DateTime end)
    {
        var now = clock.GetUtcNow();
        if (entries.Count >= Most)
        {
            Forget(now);
        }

        var own = new DateTimeOffset(end, TimeSpan.Zero);
        var until = own < now + Longest ? own : now + Longest;
        if (entries.Count < Most && now < until)
        {
            entries[KeyOf(scheme, token)] = new Entry(principal, until);
        }
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (key, entry) in entries)
        {
            if (entry.Until <= now)
            {
                entries.TryRemove(key, out _);
            }
        }
    }

    private static (string Scheme, UInt128 High, UInt128 Low) KeyOf(string scheme, ReadOnlySpan<char> token)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> text = token.Length <= 4096 ? stackalloc byte[token.Length * 3] : new byte[token.Length * 3];
        SHA256.HashData(text[..Encoding.UTF8.GetBytes(token, text)], digest);
        return (scheme, BitConverter.ToUInt128(digest), BitConverter.ToUInt128(digest[16..]));
    }

    private sealed record Entry(ClaimsPrincipal Principal, DateTimeOffset Until);
}
