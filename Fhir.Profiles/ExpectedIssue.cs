namespace Fhir.Profiles;

/// <summary>The issue that an invalid example must give: FHIR's issue code, where, and what its sentence says among other words.</summary>
public sealed record ExpectedIssue(string Code, string Expression, string Says);
