using System.Collections.Concurrent;
using Microsoft.Identity.Client;
using Microsoft.Identity.Web;
using OpenIddict.Client;
using SmartApp.Launch.Entra;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Abstractions.OpenIddictExceptions;

namespace SmartApp.Launch;

/// <summary>Gives the access token of a launch, and fetches the next one before it ends.</summary>
internal sealed class LaunchTokens(LaunchStore launches, IServiceProvider services, TimeProvider clock, ILogger<LaunchTokens> log)
{
    private static readonly TimeSpan _early = TimeSpan.FromMinutes(1);

    /// <summary>A refresh token may be good for one use: of several requests of a page one refreshes.</summary>
    private readonly ConcurrentDictionary<string, SemaphoreSlim> refreshing = new();

    public async Task<LaunchToken> NextAsync(CurrentLaunch current, CancellationToken cancellationToken)
    {
        if (IsGood(current.State))
        {
            return new LaunchToken(current.State.AccessToken, IsOver: false);
        }

        var turn = refreshing.GetOrAdd(current.Handle, _ => new SemaphoreSlim(1));
        await turn.WaitAsync(cancellationToken);
        try
        {
            // Somebody else may have been first.
            var state = await launches.FindAsync(current.Handle, cancellationToken);
            var isAway = false;
            if (state is not null && !IsGood(state) && (state.RefreshToken is not null || state.Entra is not null))
            {
                var refreshed = await RefreshedAsync(current.Handle, state, cancellationToken);
                (state, isAway) = (refreshed.State, refreshed.IsAway);
            }

            if (state is null || state.AccessTokenEnds <= clock.GetUtcNow())
            {
                return new LaunchToken(null, IsOver: !isAway);
            }

            current.Set(current.Handle, state, current.Ehr);
            return new LaunchToken(state.AccessToken, IsOver: false);
        }
        finally
        {
            turn.Release();
            refreshing.TryRemove(current.Handle, out _);
        }
    }

    private bool IsGood(LaunchState state) => state.AccessTokenEnds > clock.GetUtcNow() + _early;

    /// <summary>The launch with its next token, or as it is; and whether that is because nobody could be asked.</summary>
    private async Task<(LaunchState? State, bool IsAway)> RefreshedAsync(string handle, LaunchState state, CancellationToken cancellationToken)
    {
        try
        {
            if (state.Entra is { } account)
            {
                return (await NextOfEntraAsync(handle, account, cancellationToken), false);
            }

            var answer = await services.GetRequiredService<OpenIddictClientService>().AuthenticateWithRefreshTokenAsync(new()
            {
                RegistrationId = state.Registration,
                RefreshToken = state.RefreshToken!,
                DisableUserInfo = true,
                CancellationToken = cancellationToken,
            });
            var refreshed = await launches.ChangeAsync(
                handle,
                known => known with
                {
                    AccessToken = answer.AccessToken,
                    AccessTokenEnds = answer.AccessTokenExpirationDate ?? LaunchReader.EndOf(null, clock.GetUtcNow()),
                    RefreshToken = answer.RefreshToken ?? known.RefreshToken,
                },
                cancellationToken);
            return (refreshed, false);
        }
        catch (ProtocolException refused)
        {
            log.RefreshFailed(state.Ehr, refused.Error ?? "unknown");
            // Another replica may have been first with a token that is good for one use.
            return (await launches.FindAsync(handle, cancellationToken), refused.Error is not (Errors.InvalidGrant or Errors.AccessDenied or Errors.UnauthorizedClient));
        }
        catch (Exception refused) when (refused is MsalException or MicrosoftIdentityWebChallengeUserException)
        {
            var fault = EntraFault.Of(refused);
            log.RefreshFailed(state.Ehr, fault.Code);
            return (state, fault.Sentence == EntraFault.Away);
        }
        catch (HttpRequestException unreachable)
        {
            log.RefreshFailed(state.Ehr, unreachable.HttpRequestError.ToString());
            return (state, true);
        }
    }

    private async Task<LaunchState?> NextOfEntraAsync(string handle, EntraAccount account, CancellationToken cancellationToken)
    {
        // A scope of its own, since several requests of a page may wait for this one's tokens.
        await using var scope = services.CreateAsyncScope();
        var grant = await scope.ServiceProvider.GetRequiredService<EntraTokens>().RenewAsync(account, cancellationToken);
        return await launches.ChangeAsync(
            handle, known => known with { AccessToken = grant.AccessToken, AccessTokenEnds = grant.Ends, Entra = grant.Account }, cancellationToken);
    }
}
