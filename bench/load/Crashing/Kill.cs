namespace Load.Crashing;

/// <summary>One kill: this long after so many answers.</summary>
internal readonly record struct Kill(int AfterAnswers, TimeSpan Delay);
