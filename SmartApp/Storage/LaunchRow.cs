namespace SmartApp.Storage;

/// <summary>One launch. Its cookie is kept as a digest, its tokens under a key that is not in the database.</summary>
internal sealed class LaunchRow
{
    /// <summary>Names the launch in addresses. No secret: without its cookie it opens nothing.</summary>
    public required string Handle { get; init; }

    /// <summary>SHA-256 of the cookie's value.</summary>
    public required byte[] CookieDigest { get; init; }

    /// <summary>The <see cref="Launch.LaunchState"/>, protected.</summary>
    public required byte[] State { get; set; }

    /// <summary>Unix seconds: when the launch ends whatever its tokens.</summary>
    public long EndsAt { get; init; }

    /// <summary>Counts changes, so that of two refreshes at once one is kept.</summary>
    public int Version { get; set; }
}
