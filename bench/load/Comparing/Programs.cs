namespace Load.Comparing;

/// <summary>The builds that are compared.</summary>
internal sealed record Programs(string Gateway, string Sandbox, string Bare);
