namespace SmartApp.Launch;

/// <summary>
/// The cookie of one launch. Its path is that launch's, so that tabs do not share it; it is partitioned, so that a browser keeps it inside the
/// EHR's frame also where cookies of third parties are blocked.
/// </summary>
internal static class LaunchCookie
{
    private const string Name = "__Secure-launch";

    public static string? Read(HttpContext context) => context.Request.Cookies[Name];

    public static void Set(HttpContext context, string handle, string secret) => context.Response.Cookies.Append(Name, secret, At(PathOf(handle)));

    public static void Delete(HttpContext context, string handle) => context.Response.Cookies.Delete(Name, At(PathOf(handle)));

    /// <summary>How a cookie is kept that pages in the EHR's frame have, too.</summary>
    public static CookieOptions At(string path) => new()
    {
        Path = path,
        HttpOnly = true,
        Secure = true,
        SameSite = SameSiteMode.None,
        IsEssential = true,
        Extensions = { "Partitioned" },
    };

    private static string PathOf(string handle) => $"/l/{handle}";
}
