using System.Collections.Immutable;
using Gateway.References;

namespace Gateway.Adt;

/// <summary>What an ADT message says, as far as it concerns the gateway.</summary>
internal abstract record AdtReading
{
    private AdtReading()
    {
    }

    /// <summary>A08, A31: something about a patient has changed.</summary>
    public sealed record Changed(ImmutableArray<BusinessIdentifier> Patient) : AdtReading;

    /// <summary>A40: patients were merged.</summary>
    public sealed record Merged(ImmutableArray<AdtMerge> Merges) : AdtReading;

    /// <summary>It cannot be taken as it is.</summary>
    public sealed record Wrong(AdtAnswer Answer) : AdtReading;
}

/// <summary>One merge, by the numbers of both records.</summary>
internal sealed record AdtMerge(ImmutableArray<BusinessIdentifier> Survivor, ImmutableArray<BusinessIdentifier> Merged);
