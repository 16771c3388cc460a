using System.Collections.Concurrent;
using Microsoft.Identity.Client;
using Microsoft.Identity.Web;
using OpenIddict.Client;
using SmartApp.Launch.Entra;
using static OpenIddict.Abstractions.OpenIddictExceptions;

namespace SmartApp.Launch;

/// <summary>Gives the access token of a launch, and fetches the next one before it ends.</summary>
internal sealed class LaunchTokens(LaunchStore launches, IServiceProvider services, TimeProvider clock, ILogger<LaunchTokens> log)
{
    private static readonly TimeSpan _early = TimeSpan.FromMinutes(1);

    /// <summary>A refresh token may be good for one use: of several requests of a page one refreshes.</summary>
    private readonly ConcurrentDictionary<string, SemaphoreSlim> refreshing = new();

    /// <summary>Null when the launch has ended: its token has, and there is no other to be had.</summary>
    public async Task<string?> AccessTokenAsync(CurrentLaunch current, CancellationToken cancellationToken)
    {
        if (IsGood(current.State))
        {
            return current.State.AccessToken;
        }

        var turn = refreshing.GetOrAdd(current.Handle, _ => new SemaphoreSlim(1));
        await turn.WaitAsync(cancellationToken);
        try
        {
            // Somebody else may have been first.
            var state = await launches.FindAsync(current.Handle, cancellationToken);
            if (state is not null && !IsGood(state) && (state.RefreshToken is not null || state.Entra is not null))
            {
                state = await RefreshedAsync(current.Handle, state, cancellationToken);
            }

            if (state is null || state.AccessTokenEnds <= clock.GetUtcNow())
            {
                return null;
            }

            current.Set(current.Handle, state, current.Ehr);
            return state.AccessToken;
        }
        finally
        {
            turn.Release();
            refreshing.TryRemove(current.Handle, out _);
        }
    }

    private bool IsGood(LaunchState state) => state.AccessTokenEnds > clock.GetUtcNow() + _early;

    private async Task<LaunchState?> RefreshedAsync(string handle, LaunchState state, CancellationToken cancellationToken)
    {
        try
        {
            if (state.Entra is { } account)
            {
                return await NextOfEntraAsync(handle, account, cancellationToken);
            }

            var answer = await services.GetRequiredService<OpenIddictClientService>().AuthenticateWithRefreshTokenAsync(new()
            {
                RegistrationId = state.Registration,
                RefreshToken = state.RefreshToken!,
                DisableUserInfo = true,
                CancellationToken = cancellationToken,
            });
            return await launches.ChangeAsync(
                handle,
                known => known with
                {
                    AccessToken = answer.AccessToken,
                    AccessTokenEnds = answer.AccessTokenExpirationDate ?? LaunchReader.EndOf(null, clock.GetUtcNow()),
                    RefreshToken = answer.RefreshToken ?? known.RefreshToken,
                },
                cancellationToken);
        }
        catch (ProtocolException refused)
        {
            log.RefreshFailed(state.Ehr, refused.Error ?? "unknown");
            return state;
        }
        catch (Exception refused) when (refused is MsalException or MicrosoftIdentityWebChallengeUserException)
        {
            log.RefreshFailed(state.Ehr, EntraFault.Of(refused).Code);
            return state;
        }
        catch (HttpRequestException unreachable)
        {
            log.RefreshFailed(state.Ehr, unreachable.HttpRequestError.ToString());
            return state;
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
