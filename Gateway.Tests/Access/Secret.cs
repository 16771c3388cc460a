namespace Gateway.Tests.Access;

/// <summary>Something in one chart, with a word that stands nowhere else.</summary>
internal sealed record Secret(string Canary, string Path, string Chart, string Sender, bool IsHeld)
{
    public bool IsMessage => Path.StartsWith("Communication/", StringComparison.Ordinal);

    public string Id => Path[(Path.IndexOf('/', StringComparison.Ordinal) + 1)..];
}
