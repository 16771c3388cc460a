using Azure;
using Azure.Core;
using Azure.Identity;
using Azure.Security.KeyVault.Secrets;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Gateway.Connections;

/// <summary>
/// The key that the gateway signs in to the EHR with, looked at anew for each sign-in: one that was exchanged where it is kept serves from the next
/// sign-in on, without a restart.
/// </summary>
internal sealed class EhrKey(IOptions<EhrOptions> options, IServiceProvider services, ILogger<EhrKey> logger)
{
    private readonly Lazy<SecretClient> _vault = new(() => new SecretClient(
        options.Value.VaultSecret!.Value.VaultUri, services.GetRequiredService<TokenCredential>(), services.GetRequiredService<SecretClientOptions>()));

    private SigningCredentials? _last;

    /// <summary>The key as it is now; the one before where that cannot be had. Null when there was none yet.</summary>
    public async Task<SigningCredentials?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var text = await TextAsync(cancellationToken);
            if (SigningKey.ComplaintOf(text) is null)
            {
                return _last = SigningKey.Parse(text);
            }

            logger.KeyUnusable();
        }
        catch (Exception fault) when (IsAway(fault) && !cancellationToken.IsCancellationRequested)
        {
            logger.KeyUnreadable(fault.GetType().Name);
        }

        return _last;
    }

    // What the vault's client has tried several times it tells of as all of its failures together; a time that ran out, as a cancellation.
    private static bool IsAway(Exception fault) => fault switch
    {
        AggregateException several => several.InnerExceptions.All(IsAway),
        _ => fault is RequestFailedException or AuthenticationFailedException or IOException or UnauthorizedAccessException or OperationCanceledException,
    };

    private async Task<string> TextAsync(CancellationToken cancellationToken) => options.Value switch
    {
        { KeyFile: { } file } => await File.ReadAllTextAsync(file, cancellationToken),
        { Key: { } text } => text,
        { VaultSecret: { } secret } => (await _vault.Value.GetSecretAsync(secret.Name, secret.Version, cancellationToken: cancellationToken)).Value.Value,
        _ => throw new InvalidOperationException("There is no key."),
    };
}
