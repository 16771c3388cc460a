using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using SmartApp.Ehrs;

namespace SmartApp.Drafts;

/// <summary>
/// Forms carry, sealed, under which key their draft is kept. So what is posted after a launch has ended, when nobody can be told by a cookie any more, is kept
/// for who opened the form, and for nobody else (ADR 64).
/// </summary>
internal sealed class DraftSeal(DraftStore drafts, IDataProtectionProvider protection, IOptions<SmartAppOptions> options, TimeProvider clock)
{
    public const string Field = "draft";

    /// <summary>In characters. More is shown, and not kept.</summary>
    private const int Longest = 1_000_000;

    private readonly IDataProtector protector = protection.CreateProtector("SmartApp.Drafts.Seal");

    /// <param name="key">Under what the draft is kept.</param>
    /// <param name="hasFields">Whether the draft is all the fields, or the text alone.</param>
    public string Of(DraftKey key, bool hasFields) => Convert.ToBase64String(protector.Protect(JsonSerializer.SerializeToUtf8Bytes(new Sealed(key.Digest, hasFields, clock.GetUtcNow().ToUnixTimeSeconds()))));

    /// <summary>Keeps what stands in a form of ours. False where it is none, was opened too long ago, or says too much.</summary>
    public async Task<bool> KeepAsync(IFormCollection form, CancellationToken cancellationToken)
    {
        if (Open(form[Field].ToString()) is not { } found)
        {
            return false;
        }

        var draft = found.HasFields ? PostedForm.Fields(form) : PostedForm.Text(form);
        if (draft.Length > Longest)
        {
            return false;
        }

        await drafts.SaveAsync(new DraftKey(found.Digest), draft, cancellationToken);
        return true;
    }

    /// <summary>Keeps what was posted when its launch had ended, and says what it was; null if it was no form.</summary>
    public async Task<WrittenWords?> RescueAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!HttpMethods.IsPost(request.Method) || !request.HasFormContentType)
        {
            return null;
        }

        try
        {
            var form = await request.ReadFormAsync(cancellationToken);
            return WrittenWords.In(form, Open(form[Field].ToString()) is not null, await KeepAsync(form, cancellationToken));
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private Sealed? Open(string seal)
    {
        try
        {
            return JsonSerializer.Deserialize<Sealed>(protector.Unprotect(Convert.FromBase64String(seal))) is { } found
                && DateTimeOffset.FromUnixTimeSeconds(found.At).AddDays(options.Value.DraftDays) > clock.GetUtcNow() ? found : null;
        }
        catch (Exception foreign) when (foreign is CryptographicException or FormatException or JsonException)
        {
            return null;
        }
    }

    private sealed record Sealed(string Digest, bool HasFields, long At);
}
