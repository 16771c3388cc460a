using System.Collections.Immutable;
using Gateway.References;

namespace Gateway.Charts;

/// <summary>What the EHR says of whose a number is.</summary>
internal abstract record NumberHolding
{
    private NumberHolding()
    {
    }

    /// <summary>These charts carry it; perhaps none.</summary>
    public sealed record By(ImmutableArray<PatientId> Charts) : NumberHolding;

    /// <summary>It takes no such number, however often it is asked.</summary>
    public sealed record Refused : NumberHolding;

    /// <summary>It cannot say now.</summary>
    public sealed record Unavailable : NumberHolding;
}
