using System.Globalization;

namespace Gateway.Audit;

/// <summary>A place in a chain of the audit trail where something is wrong.</summary>
internal sealed record ChainFault(long Chain, int Number, string What)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"chain {Chain:x16} row {Number}: {What}");
}
