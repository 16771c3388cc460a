using System.Security.Cryptography;
using System.Text;
using Gateway.Storage;
using Microsoft.EntityFrameworkCore;

namespace Gateway.SignIn.Systems;

/// <summary>Remembers which assertions were used, for all replicas: the row is written before the token is given, and a second one cannot be.</summary>
internal sealed class UsedAssertions(CommitQueue queue, IDbContextFactory<GatewayDb> databases, TimeProvider clock)
{
    private const int MostAtOnce = 500;

    public Task<CommitResult> ClaimAsync(string client, string jti, DateTimeOffset end, CancellationToken cancellationToken)
    {
        // A client id holds no line break, so that no two pairs are written alike.
        var digest = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{client}\n{jti}")));
        return queue.CommitAsync(changes => changes.Add(new UsedAssertion { Digest = digest, ExpiresAt = end }), cancellationToken);
    }

    /// <summary>Forgets those that have ended; the answer is how many.</summary>
    public async Task<int> ForgetEndedAsync(CancellationToken cancellationToken)
    {
        // Kept a while longer: another replica's clock may be behind.
        var ended = clock.GetUtcNow() - AssertionPolicy.Longest;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await db.UsedAssertions.AsNoTracking()
            .Where(assertion => assertion.ExpiresAt < ended)
            .OrderBy(assertion => assertion.ExpiresAt)
            .Take(MostAtOnce)
            .ToListAsync(cancellationToken);
        if (rows.Count > 0)
        {
            await queue.CommitAsync(changes => rows.ForEach(changes.Remove), cancellationToken);
        }

        return rows.Count;
    }
}
