using static Gateway.Tests.Access.MatrixScopes;

namespace Gateway.Tests.Access;

/// <summary>What docs/security.md says that a caller with some scopes may do. It shares no code with the gateway.</summary>
internal sealed record MatrixOracle(MatrixCaller Caller, MatrixScopes Scopes)
{
    private static readonly string[] OfAuditors = ["AuditEvent", "Provenance"];

    /// <summary>A system acts for nobody; a person who must choose, or chose wrongly, has to choose anew.</summary>
    public bool IsTurnedAway => Scopes.Scopes.Any(scope => scope.Level is 'p' or 'u') ? Caller.IsTurnedAway : Caller.ActsFor is not null;

    /// <summary>Some scope names type and letter, whatever it is narrowed to.</summary>
    public bool Asks(string type, char letter) => For(type, letter).Any();

    public bool Sees(MatrixResource resource, int version, char letter) =>
        For(resource.Type, letter).Where(scope => Holds(scope, resource.Versions[version - 1])).Any(scope => Sees(scope, resource));

    public bool Sees(MatrixResource resource, char letter) => Sees(resource, resource.Versions.Length, letter);

    public bool Writes(string type, string? chart, Content content, char letter) =>
        For(type, letter).Where(scope => Holds(scope, content)).Any(scope => scope.Level == 's' || (chart is not null && Charts(scope).Contains(chart)));

    private IEnumerable<Scope> For(string type, char letter) => Caller.Duty switch
    {
        "gateway/operate" => [],
        "gateway/audit" when !OfAuditors.Contains(type) || letter is not ('r' or 's') => [],
        _ => Scopes.Scopes.Where(scope => scope.Letters.Contains(letter, StringComparison.Ordinal) && (scope.Type is null || scope.Type == type)),
    };

    private bool Sees(Scope scope, MatrixResource resource) => (Caller.Duty, resource) switch
    {
        ("gateway/audit", _) => scope.Level is 'u' or 's',
        (_, { Type: "Questionnaire" }) => true,
        (_, { Type: "AuditEvent" }) => scope.Level == 's' && !resource.IsHeld,
        ("gateway/review", { IsHeld: true }) when scope.Level == 'u' => true,
        (_, { IsHeld: true, Type: "Communication" }) => Charts(scope).Contains(resource.Chart) && Caller.Ids.Contains(resource.Sender),
        (_, { IsHeld: true }) => false,
        _ => scope.Level == 's' || Charts(scope).Contains(resource.Chart),
    };

    private string[] Charts(Scope scope) => scope.Level switch { 'p' => Caller.Launch, 'u' => Caller.User, _ => [] };

    private static bool Holds(Scope scope, Content content) => !scope.IsNotEvaluated && (content & scope.Of) == scope.Of;
}
