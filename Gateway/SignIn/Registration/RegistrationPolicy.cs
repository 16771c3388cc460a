using Gateway.Resources;
using Gateway.SignIn.Clients;
using Gateway.SignIn.Systems;
using static Hl7.Fhir.Model.OperationOutcome;

namespace Gateway.SignIn.Registration;

/// <summary>What a registration must be to be taken. Pure; its sentences quote nothing of what was sent.</summary>
internal static class RegistrationPolicy
{
    private const int LongestText = 200;
    private const int LongestList = 100;
    private const int LongestAddress = 2000;

    public static IReadOnlyList<Issue> IssuesOf(ClientDocument document)
    {
        var scopes = document.Scopes ?? [];
        var origins = document.Origins ?? [];
        return
        [
            .. Unless(document.ClientId is null || ClientName.IsOne(document.ClientId), "clientId", "A client id is 1 to 64 letters, digits, dots, dashes and underscores."),
            .. Unless(document.Name is { Length: > 0 and <= LongestText }, "name", "A client needs a name, of 200 characters at most."),
            .. Unless(document.Contact is null or { Length: <= LongestText }, "contact", "A contact has 200 characters at most."),
            .. Unless(scopes.Count <= LongestList && scopes.All(ScopeGrantPolicy.CanBeRegistered), "scopes", "Scopes of a system are system/Type.cruds, perhaps with search parameters, or gateway/…; 100 at most."),
            .. Unless(origins.Count <= LongestList && origins.All(WebOrigin.IsOne), "origins", "An origin is scheme, host and port alone, as in https://app.example.org; http is for this machine. 100 at most."),
            .. Unless(scopes.Count == 0 || document.Jwks is not null || document.JwksUri is not null, "jwks", "A client with scopes needs keys: jwks or jwksUri."),
            .. Unless(scopes.Count > 0 || origins.Count > 0, "scopes", "A client without scopes and without origins could do nothing."),
            .. IssuesOfKeys(document.Jwks is { } set ? KeySetReader.Registered(set) : null, document.JwksUri),
        ];
    }

    public static IReadOnlyList<Issue> IssuesOfKeys(KeySetReading? inline, string? address) =>
    [
        .. Unless(inline is null || address is null, "jwksUri", "Keys are registered themselves or by their address, not both."),
        .. Unless(address is null || IsKeyAddress(address), "jwksUri", "The address of a key set is https; http is for this machine."),
        .. inline is KeySetReading.Unusable flaw ? [new Issue(IssueType.Invalid, flaw.Sentence, "jwks")] : Array.Empty<Issue>(),
    ];

    private static bool IsKeyAddress(string text) =>
        text.Length <= LongestAddress
        && Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        && address.UserInfo.Length == 0 && address.Fragment.Length == 0;

    private static IEnumerable<Issue> Unless(bool holds, string element, string sentence) =>
        holds ? [] : [new Issue(IssueType.Invalid, sentence, element)];
}
