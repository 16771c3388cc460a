namespace Load.Growing;

/// <summary>Picks as if by chance, and the same each time.</summary>
internal static class Spread
{
    // Knuth's multiplicative hash: neighbours land far apart.
    private const uint Golden = 2654435761;

    public static int Pick(int i, int among) => (int)((ulong)unchecked((uint)i * Golden) * (uint)among >> 32);
}
