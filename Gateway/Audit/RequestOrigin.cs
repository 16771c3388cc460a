using Gateway.Storage;

namespace Gateway.Audit;

/// <summary>Where a request came from, for the audit trail.</summary>
internal static class RequestOrigin
{
    public static AuditOrigin Of(HttpContext context) => new(context.TraceIdentifier, AddressOf(context));

    private static string? AddressOf(HttpContext context) => context.Connection.RemoteIpAddress switch
    {
        null => null,
        { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4().ToString(),
        var address => address.ToString(),
    };
}
