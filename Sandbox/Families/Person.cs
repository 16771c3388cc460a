namespace Sandbox.Families;

/// <summary>One patient of the sandbox clinic, before it becomes FHIR.</summary>
/// <param name="Id">The resource id; also the name to sign in with.</param>
/// <param name="Given">Given name.</param>
/// <param name="Family">Family name.</param>
/// <param name="Gender">FHIR's administrative gender.</param>
/// <param name="Age">In full years on the day of seeding.</param>
internal sealed record Person(string Id, string Given, string Family, string Gender, int Age)
{
    /// <summary>Days since the last birthday, so that nobody turns a year older soon after seeding.</summary>
    public int DaysPastBirthday { get; init; } = 40;

    /// <summary>What the person is called in the ids of proxies, where somebody's full id would be tiresome to type.</summary>
    public string ProxyName { get; init; } = Id;

    /// <summary>The id of the patient this one was merged into.</summary>
    public string? ReplacedBy { get; init; }

    /// <summary>The id of the patient this one took over.</summary>
    public string? Replaces { get; init; }

    public DateOnly BornOn(DateOnly today) => today.AddYears(-Age).AddDays(-DaysPastBirthday);
}
