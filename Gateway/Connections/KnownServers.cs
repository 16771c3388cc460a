using System.Collections.Immutable;
using Gateway.Rest;
using Microsoft.Extensions.Options;

namespace Gateway.Connections;

/// <summary>The servers whose resources are this system's: our own as clients see it, and the EHR. Each base ends in a slash.</summary>
internal sealed class KnownServers(PublicBase publicBase, IOptions<EhrOptions> ehr)
{
    public ImmutableArray<string> Bases { get; } = [publicBase.Prefix, $"{ehr.Value.FhirBase!.ToString().TrimEnd('/')}/"];
}
