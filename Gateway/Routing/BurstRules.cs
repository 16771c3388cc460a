namespace Gateway.Routing;

/// <summary>How several messages of one person in a short time become one piece of work: policy data.</summary>
/// <param name="WithinMinutes">A message that comes so soon after the last goes to the Task of that; 0: each has its own.</param>
internal sealed record BurstRules(int WithinMinutes)
{
    public static BurstRules Off { get; } = new(0);

    public TimeSpan Window => TimeSpan.FromMinutes(WithinMinutes);
}
