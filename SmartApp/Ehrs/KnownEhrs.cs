using Microsoft.Extensions.Options;

namespace SmartApp.Ehrs;

/// <summary>The EHRs that may launch the add-on. Whoever else says to be one is not asked anything.</summary>
internal sealed class KnownEhrs(IOptions<SmartAppOptions> options, IOptions<EntraOptions> entra)
{
    public IReadOnlyList<EhrOptions> All => options.Value.Ehrs;

    /// <summary>Administrators may sign in with Entra ID, too.</summary>
    public bool HasEntra => entra.Value.IsThere;

    /// <summary>The EHR that launches with this <c>iss</c>: its own FHIR base, or the gateway's, where the EHR names that to apps.</summary>
    public EhrOptions? ByIss(string? iss) =>
        iss is { Length: > 0 } ? All.FirstOrDefault(ehr => IsSame(ehr.FhirBase, iss)) ?? All.FirstOrDefault(ehr => IsSame(ehr.GatewayBase, iss)) : null;

    public EhrOptions? ById(string? id) => All.FirstOrDefault(ehr => ehr.Id.Equals(id, StringComparison.Ordinal));

    /// <summary>What a launch belongs to: an EHR, or what stands for one where somebody came from the directory.</summary>
    public EhrOptions? OfLaunch(string id) => HasEntra && id == EntraOptions.Id ? entra.Value.Server : ById(id);

    private static bool IsSame(string known, string iss) => known.TrimEnd('/').Equals(iss.TrimEnd('/'), StringComparison.Ordinal);
}
