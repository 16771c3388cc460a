using System.Collections.Immutable;
using Gateway.Resources;
using Hl7.Fhir.Model;

namespace Gateway.Patching;

/// <summary>What came of a patch.</summary>
internal abstract record Patched
{
    private Patched()
    {
    }

    public sealed record Changed(Resource After) : Patched;

    /// <summary>It does not fit this resource, or would leave it invalid: 422.</summary>
    public sealed record Refused(ImmutableArray<Issue> Issues) : Patched;
}
