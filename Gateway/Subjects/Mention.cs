namespace Gateway.Subjects;

/// <summary>Where a person is mentioned (tokens <c>First</c> to <c>Last</c>) and how.</summary>
/// <param name="Who">The person.</param>
/// <param name="First">The first token, a determiner included.</param>
/// <param name="Last">The last token.</param>
/// <param name="Owns">Whether what follows belongs to the person: "my", "her", "Johnny's".</param>
internal readonly record struct Mention(Person Who, int First, int Last, bool Owns);
