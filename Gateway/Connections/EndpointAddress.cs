namespace Gateway.Connections;

/// <summary>Addresses that secrets may be sent to.</summary>
internal static class EndpointAddress
{
    /// <summary>An absolute address that a browser or a server could open.</summary>
    public static bool IsHttp(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp);

    /// <summary>Encrypted, or on this machine.</summary>
    public static bool IsSafe(Uri address) =>
        address.IsAbsoluteUri
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));
}
