using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SmartApp.Ehrs;
using SmartApp.Storage;

namespace SmartApp.Drafts;

/// <summary>Keeps what was begun and not sent, on the server and protected: a closed page, an ended launch or another machine loses none of it.</summary>
internal sealed class DraftStore(
    IDbContextFactory<SmartAppDb> databases, IDataProtectionProvider protection, IOptions<SmartAppOptions> options, TimeProvider clock)
{
    /// <summary>The draft; null if there is none, it is too old, or the key that protected it is gone.</summary>
    public async Task<string?> ReadAsync(DraftKey key, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var row = await database.Drafts.AsNoTracking().FirstOrDefaultAsync(row => row.Key == key.Digest, cancellationToken);
        return row is null || row.SavedAt < Oldest() ? null : Unprotect(key, row.Text);
    }

    /// <summary>Keeps the text in place of what was there. Nothing but blanks is no draft.</summary>
    public async Task SaveAsync(DraftKey key, string text, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var oldest = Oldest();
        await database.Drafts.Where(row => row.SavedAt < oldest).ExecuteDeleteAsync(cancellationToken);
        if (string.IsNullOrWhiteSpace(text))
        {
            await database.Drafts.Where(row => row.Key == key.Digest).ExecuteDeleteAsync(cancellationToken);
            return;
        }

        var (content, now) = (ProtectorOf(key).Protect(System.Text.Encoding.UTF8.GetBytes(text)), clock.GetUtcNow().ToUnixTimeSeconds());
        if (await ReplaceAsync(database, key, content, now, cancellationToken))
        {
            return;
        }

        database.Drafts.Add(new DraftRow { Key = key.Digest, Text = content, SavedAt = now });
        try
        {
            await database.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            // Another tab was first with a draft under this key: the later one counts.
            if (!await ReplaceAsync(database, key, content, now, cancellationToken))
            {
                throw;
            }
        }
    }

    /// <summary>To be called once it was sent, or thrown away.</summary>
    public async Task ForgetAsync(DraftKey key, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await database.Drafts.Where(row => row.Key == key.Digest).ExecuteDeleteAsync(cancellationToken);
    }

    private static async Task<bool> ReplaceAsync(SmartAppDb database, DraftKey key, byte[] content, long now, CancellationToken cancellationToken) =>
        await database.Drafts.Where(row => row.Key == key.Digest).ExecuteUpdateAsync(
            row => row.SetProperty(draft => draft.Text, content).SetProperty(draft => draft.SavedAt, now), cancellationToken) > 0;

    private long Oldest() => clock.GetUtcNow().AddDays(-options.Value.DraftDays).ToUnixTimeSeconds();

    // A protector of its own for each key: what is moved to another row of the table opens for nobody.
    private IDataProtector ProtectorOf(DraftKey key) => protection.CreateProtector("SmartApp.Drafts", key.Digest);

    private string? Unprotect(DraftKey key, byte[] content)
    {
        try
        {
            return System.Text.Encoding.UTF8.GetString(ProtectorOf(key).Unprotect(content));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
