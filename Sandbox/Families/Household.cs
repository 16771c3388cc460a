namespace Sandbox.Families;

/// <summary>People who belong together, and who of them acts for whom.</summary>
internal sealed record Household(IReadOnlyList<Person> People, IReadOnlyList<Proxy> Proxies);
