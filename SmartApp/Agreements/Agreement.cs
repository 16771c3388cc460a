namespace SmartApp.Agreements;

/// <summary>What a clinic has people agree to before they write, and how one of them stands to it.</summary>
/// <param name="Standing">The gateway's code: in-force, never-signed, outdated, withdrawn, declined, not-asked.</param>
/// <param name="Version">The version to sign.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Address">Where it is read.</param>
internal sealed record Agreement(string Standing, string Version, string Title, string Address)
{
    public bool IsInForce => Standing is "in-force" or "not-asked";
}
