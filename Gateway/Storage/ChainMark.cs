using System.Globalization;

namespace Gateway.Storage;

/// <summary>A chain of the audit trail, and how far it had come.</summary>
internal sealed record ChainMark(long Chain, int Number, string Digest)
{
    /// <summary>Of a line of <see cref="AuditChainHead.Opening"/>; null for what is none.</summary>
    public static ChainMark? Parse(string line) =>
        line.Split(' ') is [var chain, var number, var digest]
        && long.TryParse(chain, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var name)
        && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var rows)
            ? new ChainMark(name, rows, digest)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Chain:x16} {Number} {Digest}");
}
