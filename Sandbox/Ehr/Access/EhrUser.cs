using Sandbox.Families;

namespace Sandbox.Ehr.Access;

/// <summary>Somebody who can sign in.</summary>
/// <param name="Name">The id of the person's resource, or <c>system</c>.</param>
/// <param name="FhirUser">The person's resource as an absolute URL; none for a system.</param>
/// <param name="OwnChart">The patient in context unless another is asked for.</param>
/// <param name="DefaultScope">What is granted when nothing is asked for.</param>
internal sealed record EhrUser(string Name, string? FhirUser, string? OwnChart, string DefaultScope)
{
    /// <summary>Whether the person works in the clinic.</summary>
    public bool IsStaff => FhirUser?.Contains("/Practitioner/", StringComparison.Ordinal) == true;

    /// <summary>Whether the person runs the clinic's systems.</summary>
    public bool RunsTheGateway => Name == Clinic.Administrator;
}
