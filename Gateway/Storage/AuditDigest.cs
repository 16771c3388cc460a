using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Gateway.Storage;

/// <summary>The digests that chain the audit trail: each row's covers all that it says and the digest before it.</summary>
/// <remarks>The form of what is digested is stored history: what is added later goes behind, with a version of its own.</remarks>
internal static class AuditDigest
{
    private const byte Form = 1;

    /// <summary>What the first row of a chain follows.</summary>
    public static byte[] OfOpening(long chain, int day, string opening) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Form}\n{chain:x16}\n{day}\n{opening}")));

    public static byte[] Of(ReadOnlySpan<byte> previous, AuditEntry entry)
    {
        using var content = new MemoryStream(512);
        using var writer = new BinaryWriter(content, Encoding.UTF8);
        writer.Write(Form);
        writer.Write(previous);
        writer.Write(entry.Chain);
        writer.Write(entry.Number);
        writer.Write(entry.Sequence);
        writer.Write(entry.At.UtcTicks);
        writer.Write(entry.Action.ToString());
        writer.Write(entry.Outcome.ToString());
        writer.Write(entry.Quarantined);
        writer.Write(entry.Version ?? -1);
        Write(writer, entry.Client);
        Write(writer, entry.Person);
        Write(writer, entry.Resource);
        Write(writer, entry.Chart);
        Write(writer, entry.Sender);
        Write(writer, entry.Query);
        Write(writer, entry.Why);
        Write(writer, entry.PolicyVersion);
        Write(writer, entry.Reasons);
        Write(writer, entry.RequestId);
        Write(writer, entry.Address);
        if (entry.Related is not null)
        {
            Write(writer, entry.Related);
        }

        writer.Flush();
        return SHA256.HashData(content.GetBuffer().AsSpan(0, (int)content.Length));
    }

    // Each with its length before it, so that no two rows read alike; nothing is not the same as an empty text.
    private static void Write(BinaryWriter writer, string? text)
    {
        writer.Write(text is not null);
        writer.Write(text ?? string.Empty);
    }
}
