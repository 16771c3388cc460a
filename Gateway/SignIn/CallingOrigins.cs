using Gateway.Access;
using Gateway.Rest;
using Gateway.SignIn.Clients;
using Microsoft.AspNetCore.Cors.Infrastructure;

namespace Gateway.SignIn;

/// <summary>
/// From which pages browsers may call: any for what is public, registered ones for the rest. No cookies are ever involved: a page
/// that may call still needs a token.
/// </summary>
internal sealed class CallingOrigins(ClientRegistry registry) : ICorsPolicyProvider
{
    public const string Any = "any";
    public const string Registered = "registered";

    private static readonly TimeSpan PreflightKeptFor = TimeSpan.FromMinutes(10);

    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

    private static readonly string[] Sent =
    [
        "Accept", "Accept-Language", "Authorization", "Content-Type", "If-Match", "If-Modified-Since", "If-None-Exist", "If-None-Match", "Idempotency-Key", "Prefer",
        "X-Request-Id", ActingFor.Header,
    ];

    private static readonly string[] Shown =
        ["Content-Location", "ETag", "Last-Modified", "Location", "Retry-After", "WWW-Authenticate", AdviceHeader.Name, "X-Request-Id"];

    private static readonly CorsPolicy ForAny = Build(policy => policy.AllowAnyOrigin());

    public async Task<CorsPolicy?> GetPolicyAsync(HttpContext context, string? policyName)
    {
        switch (policyName)
        {
            case Any:
                return ForAny;
            case Registered:
                var clients = await registry.CurrentAsync(context.RequestAborted);
                return Build(policy => policy.SetIsOriginAllowed(clients.AllowsOrigin));
            default:
                return null;
        }
    }

    private static CorsPolicy Build(Action<CorsPolicyBuilder> origins)
    {
        var policy = new CorsPolicyBuilder().WithMethods(Methods).WithHeaders(Sent).WithExposedHeaders(Shown).SetPreflightMaxAge(PreflightKeptFor);
        origins(policy);
        return policy.Build();
    }
}
