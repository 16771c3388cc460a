using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SmartApp.Ehrs;
using SmartApp.Storage;

namespace SmartApp.Launch;

/// <summary>Keeps launches on the server: a browser has a handle in its address and a secret in a cookie, and no token ever.</summary>
internal sealed class LaunchStore(
    IDbContextFactory<SmartAppDb> databases, IDataProtectionProvider protection, IOptions<SmartAppOptions> options, TimeProvider clock)
{
    private readonly IDataProtector protector = protection.CreateProtector("SmartApp.Launch");

    /// <summary>Stores a new launch; its handle and secret were never used before, so nobody can have prepared them.</summary>
    public async Task<(string Handle, string Secret)> BeginAsync(LaunchState state, CancellationToken cancellationToken)
    {
        var (handle, secret) = (Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)), Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var now = clock.GetUtcNow();
        await database.Launches.Where(row => row.EndsAt < now.ToUnixTimeSeconds()).ExecuteDeleteAsync(cancellationToken);
        database.Launches.Add(new LaunchRow
        {
            Handle = handle,
            CookieDigest = DigestOf(secret),
            State = Protect(state),
            EndsAt = now.AddHours(options.Value.LaunchHours).ToUnixTimeSeconds(),
        });
        await database.SaveChangesAsync(cancellationToken);
        return (handle, secret);
    }

    /// <summary>The launch, for who has its secret; null if there is none, it has ended, or the secret is another's.</summary>
    public async Task<LaunchState?> FindAsync(string handle, string secret, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var row = await database.Launches.AsNoTracking().FirstOrDefaultAsync(row => row.Handle == handle, cancellationToken);
        return row is not null && row.EndsAt > clock.GetUtcNow().ToUnixTimeSeconds() && CryptographicOperations.FixedTimeEquals(row.CookieDigest, DigestOf(secret))
            ? Unprotect(row.State)
            : null;
    }

    /// <summary>The launch as it is by now, for who was let in before.</summary>
    public async Task<LaunchState?> FindAsync(string handle, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Launches.AsNoTracking().FirstOrDefaultAsync(row => row.Handle == handle, cancellationToken) is { } row ? Unprotect(row.State) : null;
    }

    /// <summary>Stores what became of a launch. If somebody else changed it meanwhile, theirs stays and is answered.</summary>
    public async Task<LaunchState?> ChangeAsync(string handle, Func<LaunchState, LaunchState> change, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (await database.Launches.FirstOrDefaultAsync(row => row.Handle == handle, cancellationToken) is not { } row || Unprotect(row.State) is not { } state)
        {
            return null;
        }

        var changed = change(state);
        (row.State, row.Version) = (Protect(changed), row.Version + 1);
        try
        {
            await database.SaveChangesAsync(cancellationToken);
            return changed;
        }
        catch (DbUpdateConcurrencyException)
        {
            return await FindAsync(handle, cancellationToken);
        }
    }

    public async Task EndAsync(string handle, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await database.Launches.Where(row => row.Handle == handle).ExecuteDeleteAsync(cancellationToken);
    }

    private static byte[] DigestOf(string secret) => SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(secret));

    private byte[] Protect(LaunchState state) => protector.Protect(JsonSerializer.SerializeToUtf8Bytes(state));

    /// <summary>Null where the key is gone: whoever comes then signs in again.</summary>
    private LaunchState? Unprotect(byte[] state)
    {
        try
        {
            return JsonSerializer.Deserialize<LaunchState>(protector.Unprotect(state));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
