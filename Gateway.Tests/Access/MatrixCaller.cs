using Gateway.Tests.Support;

namespace Gateway.Tests.Access;

/// <summary>Somebody who signs in, with what docs/security.md ("Whose charts") says that they reach. Written from the document, by hand.</summary>
/// <param name="Name">Who.</param>
/// <param name="FhirUser">As the token has it.</param>
/// <param name="Patient">The launch patient.</param>
/// <param name="Launch">The charts of patient/ scopes.</param>
/// <param name="User">The charts of user/ scopes.</param>
internal sealed record MatrixCaller(string Name, string? FhirUser, string? Patient, string[] Launch, string[] User)
{
    private const string Ngozi = $"Patient/{Lindqvists.Ngozi}";

    public string? ActsFor { get; init; }

    public string Duty { get; init; } = string.Empty;

    /// <summary>As a person, every request is answered 403.</summary>
    public bool IsTurnedAway { get; init; }

    /// <summary>The ids that are the same human's, as far as they have sent something here.</summary>
    public string[] Ids { get; init; } = [];

    public static IReadOnlyList<MatrixCaller> All { get; } =
    [
        new("a child in his own chart", $"Patient/{Lindqvists.Ikenna}", Lindqvists.Ikenna, [Lindqvists.Ikenna], [Lindqvists.Ikenna]),
        new("a mother in no chart but her own", Ngozi, null, [], [Lindqvists.Ngozi]) { Ids = [Ngozi] },
        new("a mother launched for her son", Ngozi, Lindqvists.Ikenna, [Lindqvists.Ikenna], [Lindqvists.Ikenna]) { Ids = [Ngozi] },
        new("a mother acting for her son", Ngozi, null, [], [Lindqvists.Ikenna]) { ActsFor = Lindqvists.Ikenna, Ids = [Ngozi] },
        new("a mother launched for the son she lost", Ngozi, Lindqvists.Tobias, [], []) { Ids = [Ngozi] },
        new("a mother acting for the son she lost", Ngozi, null, [], []) { ActsFor = Lindqvists.Tobias, IsTurnedAway = true },
        new("a related person of one child", "RelatedPerson/ngozi-for-ikenna", null, [], [Lindqvists.Ikenna]) { Ids = [Ngozi] },
        new("a related person launched for another child", "RelatedPerson/ngozi-for-ikenna", Lindqvists.Astrid, [], []) { Ids = [Ngozi] },
        new("a person who has not chosen", "Person/ngozi-person", null, [], []) { IsTurnedAway = true },
        new("a person acting for her son", "Person/ngozi-person", null, [], [Lindqvists.Ikenna]) { ActsFor = Lindqvists.Ikenna, Ids = [Ngozi] },
        new("a doctor launched from a chart", "Practitioner/dr-haas", Lindqvists.Astrid, [Lindqvists.Astrid], [Lindqvists.Astrid]),
        new("a doctor by care team", "Practitioner/dr-haas", null, [], [Lindqvists.Ikenna]),
        new("a nurse by her role", "PractitionerRole/nurse-reed-role", null, [], [Lindqvists.Astrid]),
        new("an app without a person", null, Lindqvists.Ikenna, [Lindqvists.Ikenna], [Lindqvists.Ikenna]),
        new("a person of another server", "https://elsewhere.example/fhir/Patient/1", Lindqvists.Ikenna, [], []),
        new("a reviewer", "Practitioner/rev-olsen", null, [], []) { Duty = "gateway/review" },
        new("an auditor", "Practitioner/rev-olsen", Lindqvists.Ikenna, [Lindqvists.Ikenna], [Lindqvists.Ikenna]) { Duty = "gateway/audit" },
        new("an operator", "Practitioner/rev-olsen", Lindqvists.Ikenna, [Lindqvists.Ikenna], [Lindqvists.Ikenna]) { Duty = "gateway/operate" },
        new("a system", null, null, [], []),
    ];

    public string Token(RunningGateway gateway, MatrixScopes scopes) =>
        gateway.TokenOf($"{string.Join(' ', scopes.Scopes.Select(scope => scope.Text))} {Duty}".Trim(), FhirUser, Patient, "matrix");
}
