using Sandbox.Ehr.Access;

namespace Sandbox.Ehr.SignIn;

/// <summary>Which of the scopes asked for are granted, and to whom.</summary>
internal static class ScopeGrant
{
    private static readonly string[] _plain = ["openid", "fhirUser", "profile", "launch", "launch/patient", "launch/encounter", "offline_access"];

    /// <summary>What a clinic grants its staff at the gateway.</summary>
    private static readonly string[] _staff = ["gateway/review"];

    /// <summary>What it grants to who runs the gateway, and to nobody else.</summary>
    private static readonly string[] _operations = ["gateway/operate", "gateway/deliver", "gateway/audit"];

    /// <summary>A person gets patient scopes with a patient in context, and user scopes; never those of a system.</summary>
    public static IEnumerable<string> ToPerson(IEnumerable<string> asked, EhrUser user, string? patient) => asked.Where(scope =>
        _plain.Contains(scope) || (user.IsStaff && _staff.Contains(scope)) || (user.RunsTheGateway && _operations.Contains(scope)) || SmartScope.Parse(scope) switch
        {
            { Context: "user" } => true,
            { Context: "patient" } => patient is not null,
            _ => false,
        });

    public static IEnumerable<string> ToSystem(IEnumerable<string> asked) =>
        asked.Where(scope => SmartScope.Parse(scope) is { Context: "system" });
}
