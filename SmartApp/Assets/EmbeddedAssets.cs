using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;

namespace SmartApp.Assets;

/// <summary>The style, the script and the icon, served from within the assembly: an address names the content, so browsers keep it for good.</summary>
internal static class EmbeddedAssets
{
    private static readonly FrozenDictionary<string, (byte[] Content, string Type, string Digest)> _all = new Dictionary<string, string>
    {
        ["app.css"] = "text/css; charset=utf-8",
        ["clinic.css"] = "text/css; charset=utf-8",
        ["operations.css"] = "text/css; charset=utf-8",
        ["composer.css"] = "text/css; charset=utf-8",
        ["live.js"] = "text/javascript; charset=utf-8",
        ["icon.svg"] = "image/svg+xml",
    }.ToFrozenDictionary(asset => asset.Key, asset => Read(asset.Key, asset.Value));

    public static string PathOf(string name) => $"/assets/{_all[name].Digest}/{name}";

    public static void MapAssets(this IEndpointRouteBuilder app) => app.MapGet("/assets/{digest}/{name}", (string digest, string name, HttpContext context) =>
    {
        if (!_all.TryGetValue(name, out var asset) || asset.Digest != digest)
        {
            return Results.NotFound();
        }

        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Results.Bytes(asset.Content, asset.Type);
    }).AllowAnonymous();

    private static (byte[], string, string) Read(string name, string type)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"assets/{name}") ?? throw new InvalidOperationException($"{name} is not embedded.");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        var content = copy.ToArray();
        return (content, type, Convert.ToHexStringLower(SHA256.HashData(content))[..16]);
    }
}
