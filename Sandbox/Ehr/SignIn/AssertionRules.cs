using System.Collections.Concurrent;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;
using static OpenIddict.Server.OpenIddictServerHandlers;

namespace Sandbox.Ehr.SignIn;

/// <summary>
/// What SMART Backend Services asks of a client assertion beyond its signature: this token endpoint (host included), at most
/// five minutes ahead, issued in no future, a <c>jti</c> that was not seen before. Any failure is <c>invalid_client</c>.
/// </summary>
internal sealed class AssertionRules(SandboxOptions options, TimeProvider clock) : IOpenIddictServerHandler<ProcessAuthenticationContext>
{
    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(5);

    /// <summary>Clocks of client and server differ a little.</summary>
    private static readonly TimeSpan _drift = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<(string Client, string Id), DateTimeOffset> _seen = new();

    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<ProcessAuthenticationContext>()
            .AddFilter<OpenIddictServerHandlerFilters.RequireClientAssertionPrincipal>()
            .UseSingletonHandler<AssertionRules>()
            .SetOrder(ValidateClientAssertionIssuer.Descriptor.Order + 500)
            .Build();

    public ValueTask HandleAsync(ProcessAuthenticationContext context)
    {
        if (FaultOf(context) is { } fault)
        {
            context.Reject(OpenIddictConstants.Errors.InvalidClient, fault);
        }

        return ValueTask.CompletedTask;
    }

    private string? FaultOf(ProcessAuthenticationContext context)
    {
        var assertion = context.ClientAssertionPrincipal!;
        var now = clock.GetUtcNow();
        if (!assertion.GetClaims(OpenIddictConstants.Claims.Audience).Any(audience => audience == options.TokenEndpoint || audience == options.Issuer))
        {
            return "The assertion is not meant for this token endpoint.";
        }

        if (assertion.GetExpirationDate() is not { } expires || expires <= now || expires > now + _longest + _drift)
        {
            return "The assertion must end within five minutes.";
        }

        if (assertion.GetCreationDate() > now + _drift)
        {
            return "The assertion was issued in the future.";
        }

        if (assertion.GetClaim(OpenIddictConstants.Claims.JwtId) is not { Length: > 0 } id)
        {
            return "The assertion has no jti.";
        }

        Forget(now);
        return _seen.TryAdd((assertion.GetClaim(OpenIddictConstants.Claims.Issuer) ?? "", id), expires)
            ? null
            : "The assertion was used before.";
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (key, expires) in _seen)
        {
            if (expires <= now)
            {
                _seen.TryRemove(key, out _);
            }
        }
    }
}
