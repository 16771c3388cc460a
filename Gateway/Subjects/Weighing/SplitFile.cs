namespace Gateway.Subjects.Weighing;

/// <summary>Where a tree parts: at most so much of a trait goes on to <c>Then</c>, more to <c>Else</c>; a negative number is the complement of a leaf's place.</summary>
internal sealed record SplitFile(string Trait, float AtMost, int Then, int Else);
