namespace Gateway.SignIn;

/// <summary>An origin as browsers send it: scheme, host and port, and nothing else. Plain http is for this machine alone.</summary>
internal static class WebOrigin
{
    public static bool IsOne(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        && address.UserInfo.Length == 0
        && address.GetLeftPart(UriPartial.Authority) == text;
}
