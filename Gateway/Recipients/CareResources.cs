using System.Collections.Immutable;
using Gateway.Charts;
using Gateway.References;
using Hl7.Fhir.Model;

namespace Gateway.Recipients;

/// <summary>Reads the EHR's patients, care teams and clinicians into what a list of recipients needs, and no more.</summary>
internal sealed class CareResources(EhrResources resources)
{
    public ImmutableArray<CareRelation> RelationsOf(Patient patient, Bundle teams) =>
    [
        .. patient.GeneralPractitioner.SelectMany(reference => RelationTo(reference, Purpose.GeneralPractitioner, [])),
        .. teams.Entry
            .Select(entry => entry.Resource)
            .OfType<CareTeam>()
            .Where(team => team.Status is CareTeam.CareTeamStatus.Active)
            .SelectMany(team => team.Participant.SelectMany(member =>
                RelationTo(member.Member, Purpose.CareTeamMember, [DaysOf(team.Period), DaysOf(member.Period)]))),
    ];

    /// <summary>The practitioner who holds a role.</summary>
    public ResourceKey? HolderOf(PractitionerRole role) => resources.KeyOf(role.Practitioner) is { Type: "Practitioner" } holder ? holder : null;

    /// <summary>What a role is called by itself.</summary>
    public static RecipientName NameOf(PractitionerRole role) => new(
        role.Practitioner?.Display ?? role.Code.Select(code => code.Text ?? code.Coding.FirstOrDefault()?.Display).FirstOrDefault(text => text is not null),
        role.Active != false);

    /// <summary>What a clinician, an organization or a pool is called; null for anything else.</summary>
    public static RecipientName? NameOf(Resource resource) => resource switch
    {
        Practitioner practitioner => new RecipientName(NameOf(practitioner.Name), practitioner.Active != false),
        Organization organization => new RecipientName(organization.Name, organization.Active != false),
        HealthcareService pool => new RecipientName(pool.Name, pool.Active != false),
        CareTeam pool => new RecipientName(pool.Name, pool.Status is null or CareTeam.CareTeamStatus.Active),
        _ => null,
    };

    private IEnumerable<CareRelation> RelationTo(ResourceReference? reference, Purpose purpose, ImmutableArray<Days> days) =>
        resources.KeyOf(reference) is { } key && RecipientsPolicy.IsCarer(key.Type)
            ? [new CareRelation(key, reference!.Display, purpose, days)]
            : [];

    private static Days DaysOf(Period? period) => new(
        EhrResources.DateOf(period?.Start), EhrResources.DateOf(period?.End), IsReadable(period?.Start) && IsReadable(period?.End));

    private static bool IsReadable(string? date) => date is null || EhrResources.DateOf(date) is not null;

    private static string? NameOf(List<HumanName> names)
    {
        var name = names.FirstOrDefault(name => name.Use is HumanName.NameUse.Official) ?? names.FirstOrDefault();
        return name?.Text ?? (name is null ? null : string.Join(' ', [.. name.Prefix, .. name.Given, name.Family]).Trim());
    }
}
