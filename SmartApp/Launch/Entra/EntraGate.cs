using SmartApp.Connections;

namespace SmartApp.Launch.Entra;

/// <summary>
/// Asks the gateway whether it takes a token for what somebody came for. What a role stands for is said there alone, so that a second table of roles here could only be wrong.
/// </summary>
internal sealed class EntraGate(AdminClient admin, CurrentLaunch current, LaunchHttp http)
{
    /// <summary>Null when it does; also while it is away, which pages say by themselves.</summary>
    public async Task<EntraFault?> RefusalAsync(LaunchState launch, CancellationToken cancellationToken)
    {
        var status = launch.IsOperator
            ? (await admin.GetAsync("admin/policies", cancellationToken)).Status
            : (await http.SendAsync(
                HttpMethod.Get, new Uri($"{current.Ehr.GatewayBase.TrimEnd('/')}/AuditEvent?_count=1"), null, "application/fhir+json", [], cancellationToken)).Status;
        return status switch
        {
            StatusCodes.Status401Unauthorized => new EntraFault(StatusCodes.Status403Forbidden, EntraFault.Setup, "not taken by the gateway"),
            StatusCodes.Status403Forbidden => new EntraFault(StatusCodes.Status403Forbidden, launch.IsOperator ? EntraFault.NoOperator : EntraFault.NoAuditor, "no role"),
            _ => null,
        };
    }
}
