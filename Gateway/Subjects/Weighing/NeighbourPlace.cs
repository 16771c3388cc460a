namespace Gateway.Subjects.Weighing;

/// <summary>Where a word stands by the mention of a person; the members name the weights in <c>Neighbours.json</c>.</summary>
internal enum NeighbourPlace
{
    /// <summary>One, two, three places before; where the sentence begins, its beginning.</summary>
    Before1,
    Before2,
    Before3,

    /// <summary>The two before, together.</summary>
    Before,
    After1,
    After2,
    After3,

    /// <summary>The two after, together.</summary>
    After,

    /// <summary>The one before and the one after, together.</summary>
    Around,
}
