using Microsoft.Identity.Web.TokenCacheProviders;

namespace SmartApp.Launch.Entra;

/// <summary>
/// Holds the tokens of one launch for as long as a request lasts; they are stored with the launch. Microsoft's own caches are keyed by the account, so that two tabs of one
/// person would share them, and a sign-out from one of these would leave the tokens (ADR 59).
/// </summary>
internal sealed class LaunchTokenCache : MsalAbstractTokenCacheProvider
{
    public byte[]? Tokens { get; set; }

    protected override Task<byte[]?> ReadCacheBytesAsync(string cacheKey) => Task.FromResult(Tokens);

    protected override Task WriteCacheBytesAsync(string cacheKey, byte[] bytes)
    {
        Tokens = bytes;
        return Task.CompletedTask;
    }

    protected override Task RemoveKeyAsync(string cacheKey)
    {
        Tokens = null;
        return Task.CompletedTask;
    }
}
