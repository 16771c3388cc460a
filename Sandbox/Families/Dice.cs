namespace Sandbox.Families;

/// <summary>A small linear congruential generator: unlike <see cref="Random"/> it promises the same numbers on every runtime.</summary>
internal sealed class Dice(uint seed)
{
    private uint _state = seed;

    public int Between(int least, int most) => least + (int)(Next() % (uint)(most - least + 1));

    public bool OneIn(int number) => Next() % (uint)number == 0;

    public T Pick<T>(IReadOnlyList<T> items) => items[(int)(Next() % (uint)items.Count)];

    private uint Next()
    {
        // Constants of Numerical Recipes; the low bits of such a generator repeat early, so the high ones are used.
        _state = unchecked((_state * 1664525) + 1013904223);
        return _state >> 8;
    }
}
