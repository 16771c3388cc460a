namespace Sandbox.Ehr.Access;

/// <summary>How far a token reaches, from its scopes alone; whatever does not fit together grants nothing.</summary>
internal static class AccessPolicy
{
    public const char Create = 'c';
    public const char Read = 'r';
    public const char Update = 'u';
    public const char Search = 's';

    public static Reach For(Caller caller, string type, char permission) =>
        caller.Scopes.Where(scope => scope.Permits(type, permission))
            .Select(scope => Of(caller, scope))
            .OrderByDescending(reach => reach is Reach.Everything ? 2 : reach is Reach.Chart ? 1 : 0)
            .FirstOrDefault(new Reach.Nothing());

    private static Reach Of(Caller caller, SmartScope scope) => (scope.Context, caller.Patient) switch
    {
        ("system", _) when caller.FhirUser is null => new Reach.Everything(),
        ("user", _) when IsStaff(caller.FhirUser) => new Reach.Everything(),
        ("user" or "patient", { } patient) => new Reach.Chart(patient),
        _ => new Reach.Nothing(),
    };

    private static bool IsStaff(string? person) =>
        person?.StartsWith("Practitioner/", StringComparison.Ordinal) is true
        || person?.StartsWith("PractitionerRole/", StringComparison.Ordinal) is true;
}
