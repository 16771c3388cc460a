using System.Collections.Immutable;
using Gateway.References;

namespace Gateway.Access;

/// <summary>Where a caller works, or why nowhere.</summary>
internal abstract record Compartment
{
    private Compartment()
    {
    }

    /// <param name="Launch">For <c>patient/</c> scopes: the chart in context; none without one.</param>
    /// <param name="Charts">For <c>user/</c> scopes.</param>
    public sealed record Open(PatientId? Launch, ImmutableArray<PatientId> Charts) : Compartment;

    /// <summary>Several charts are hers, and none was chosen.</summary>
    public sealed record MustChoose : Compartment;

    /// <summary>More patients are in the clinician's care than can be listed.</summary>
    public sealed record MustLaunch : Compartment;

    /// <summary>The chart that was chosen is not hers to act in, whether it exists or not.</summary>
    public sealed record NotAllowed : Compartment;
}
