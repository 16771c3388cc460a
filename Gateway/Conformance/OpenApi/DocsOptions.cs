namespace Gateway.Conformance.OpenApi;

/// <summary>How the pages at /docs sign in.</summary>
internal sealed class DocsOptions
{
    public const string Section = "Docs";

    /// <summary>The public client that the first issuer knows these pages as; without it "authorize" asks for one.</summary>
    public string? ClientId { get; set; }
}
