using Sandbox.Ehr.Records;

namespace Sandbox.Ehr.Access;

/// <summary>Who can sign in: the people of the directory, by their resource ids, without a password.</summary>
internal sealed class EhrUsers(EhrRecords records, SandboxOptions options)
{
    public const string System = "system";

    private const string PatientScope =
        "patient/Patient.rs patient/RelatedPerson.rs patient/Communication.crs patient/CommunicationRequest.crs patient/CareTeam.rs "
        + "patient/Encounter.rs patient/Practitioner.rs patient/PractitionerRole.rs patient/Organization.rs patient/Task.rs";

    private const string ClinicianScope =
        "user/Patient.rs user/RelatedPerson.rs user/Communication.crs user/CommunicationRequest.crs user/CareTeam.rs user/Encounter.rs "
        + "user/Practitioner.rs user/PractitionerRole.rs user/Organization.rs user/Task.crus";

    private const string SystemScope = "system/*.rs system/Communication.crs";

    /// <summary>The user of that name, or null when there is nobody.</summary>
    public EhrUser? Find(string name)
    {
        if (name == System)
        {
            return new EhrUser(System, null, null, SystemScope);
        }

        if (records.Directory.Find("Practitioner", name) is not null)
        {
            return new EhrUser(name, Url("Practitioner", name), null, ClinicianScope);
        }

        if (records.Directory.Find("PractitionerRole", name) is not null)
        {
            return new EhrUser(name, Url("PractitionerRole", name), null, ClinicianScope);
        }

        return records.Directory.Find("Patient", name) is not null
            ? new EhrUser(name, Url("Patient", name), name, PatientScope)
            : records.Directory.Find("RelatedPerson", name) is { } related
                ? new EhrUser(name, Url("RelatedPerson", name), related.Chart, PatientScope)
                : null;
    }

    public bool IsPatient(string id) => records.Directory.Find("Patient", id) is not null;

    /// <summary>The charts that the person is tied to: her own and, by <c>Patient.link</c>, those she is a proxy for.</summary>
    public IReadOnlyList<string> ChartsOf(string user)
    {
        var links = records.Directory.Find("Patient", user)?.ValuesOf("link") ?? [];
        return [user, .. links.Where(link => link.StartsWith("RelatedPerson/", StringComparison.Ordinal))
            .Select(link => records.Directory.Find("RelatedPerson", link["RelatedPerson/".Length..])?.Chart)
            .OfType<string>()];
    }

    private string Url(string type, string id) => $"{options.EhrFhirBaseOfGateway}/{type}/{id}";
}
