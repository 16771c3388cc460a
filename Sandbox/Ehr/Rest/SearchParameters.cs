using System.Collections.Frozen;

namespace Sandbox.Ehr.Rest;

/// <summary>The search parameters of each type: the one table behind searching and the CapabilityStatement.</summary>
internal static class SearchParameters
{
    private static readonly SearchParameter _id = Token("_id", "id");
    private static readonly SearchParameter _identifier = Token("identifier", "identifier");
    private static readonly SearchParameter _active = Token("active", "active");
    private static readonly SearchParameter _name = Text("name", "name");
    private static readonly SearchParameter _patient = Reference("patient", "subject");
    private static readonly SearchParameter _subject = Reference("subject", "subject");

    private static readonly FrozenDictionary<string, SearchParameter[]> _byType = new Dictionary<string, SearchParameter[]>
    {
        ["Patient"] =
        [
            _id, _identifier, _active, _name, Text("family", "name.family"), Text("given", "name.given"),
            Date("birthdate", "birthDate"), Token("gender", "gender"), Reference("link", "link.other"),
        ],
        ["RelatedPerson"] =
        [
            _id, _identifier, _active, _name, Reference("patient", "patient"), Token("relationship", "relationship"),
            Date("birthdate", "birthDate"),
        ],
        ["Person"] = [_id, _identifier, _active, _name, Reference("link", "link.target")],
        ["Practitioner"] = [_id, _identifier, _active, _name, Text("family", "name.family"), Text("given", "name.given")],
        ["PractitionerRole"] =
        [
            _id, _identifier, _active, Reference("practitioner", "practitioner"), Reference("organization", "organization"),
            Token("role", "code"),
        ],
        ["CareTeam"] =
        [
            _id, _identifier, Token("status", "status"), _patient, _subject, Reference("participant", "participant.member"),
        ],
        ["Organization"] = [_id, _identifier, _active, Text("name", "name")],
        ["Encounter"] =
        [
            _id, _identifier, Token("status", "status"), _patient, _subject, Reference("participant", "participant.individual"),
            Date("date", "period.start"),
        ],
        ["Communication"] =
        [
            _id, _identifier, Token("status", "status"), _patient, _subject, Reference("sender", "sender"),
            Reference("recipient", "recipient"), Date("sent", "sent"), Date("_lastUpdated", "meta.lastUpdated"),
        ],
    }.ToFrozenDictionary();

    public static IEnumerable<string> Types => _byType.Keys.Order(StringComparer.Ordinal);

    public static bool Serves(string type) => _byType.ContainsKey(type);

    public static IReadOnlyList<SearchParameter> Of(string type) => _byType.TryGetValue(type, out var parameters) ? parameters : [];

    private static SearchParameter Token(string name, string path) => new(name, ParameterKind.Token, path);

    private static SearchParameter Reference(string name, string path) => new(name, ParameterKind.Reference, path);

    private static SearchParameter Text(string name, string path) => new(name, ParameterKind.String, path);

    private static SearchParameter Date(string name, string path) => new(name, ParameterKind.Date, path);
}
