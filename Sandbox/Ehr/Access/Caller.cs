namespace Sandbox.Ehr.Access;

/// <summary>Who is behind a request, as its token says.</summary>
/// <param name="ClientId">The app.</param>
/// <param name="FhirUser">The person, as <c>Type/id</c>; none for a system.</param>
/// <param name="Patient">The patient in context, a bare id.</param>
/// <param name="Scopes">What was granted.</param>
internal sealed record Caller(string ClientId, string? FhirUser, string? Patient, IReadOnlyList<SmartScope> Scopes);
