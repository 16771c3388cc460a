using System.Collections.Immutable;

namespace Gateway.Measures;

/// <summary>Groups of which none is so small that a single message shows: small ones are one group, without a key.</summary>
internal static class SmallGroups
{
    /// <summary>The groups in the order of their keys, what is told together last; that is left out if it is still small.</summary>
    public static IEnumerable<(TKey? Key, ImmutableArray<T> Members)> Of<T, TKey>(IEnumerable<T> all, Func<T, TKey> keyOf, int smallest)
        where TKey : struct
    {
        var groups = all.GroupBy(keyOf)
            .OrderBy(group => group.Count())
            .ThenBy(group => group.Key)
            .Select(group => (group.Key, Members: group.ToImmutableArray()))
            .ToList();
        // With the next ones, if that is still small, or would be told by what the others leave.
        var together = ImmutableArray<T>.Empty;
        while (groups is [var least, ..] && (least.Members.Length < smallest || (together.Length > 0 && together.Length < smallest)))
        {
            together = together.AddRange(least.Members);
            groups.RemoveAt(0);
        }

        foreach (var (key, members) in groups.OrderBy(group => group.Key))
        {
            yield return (key, members);
        }

        if (together.Length >= smallest)
        {
            yield return (null, together);
        }
    }
}
