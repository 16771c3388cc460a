using Gateway.Charts;
using Gateway.Recipients;
using Hl7.Fhir.Model;

namespace Gateway.Tests.Recipients;

/// <summary>What is taken from the EHR's patients, care teams and clinicians.</summary>
public sealed class CareResourcesTests
{
    private static readonly CareResources Care = new(new EhrResources("https://ehr.example/fhir/"));

    [Fact]
    public void Carers_come_from_the_chart_and_from_teams_that_are_active()
    {
        var patient = new Patient { GeneralPractitioner = [new ResourceReference("https://ehr.example/fhir/Practitioner/gp"), new ResourceReference { Display = "Dr. Who" }] };
        var teams = Bundled(
            Team(CareTeam.CareTeamStatus.Active, "Practitioner/a", "RelatedPerson/daughter", "Patient/p", "PractitionerRole/b", "https://elsewhere.example/Practitioner/c"),
            Team(CareTeam.CareTeamStatus.Inactive, "Practitioner/d"),
            Team(CareTeam.CareTeamStatus.Proposed, "Practitioner/e"));

        var relations = Care.RelationsOf(patient, teams);

        Assert.Equal(
            [("Practitioner/gp", Purpose.GeneralPractitioner), ("Practitioner/a", Purpose.CareTeamMember), ("PractitionerRole/b", Purpose.CareTeamMember)],
            relations.Select(relation => (relation.Key.ToString(), relation.Purpose)));
    }

    [Fact]
    public void A_date_that_cannot_be_read_is_no_membership_without_end()
    {
        var team = Team(CareTeam.CareTeamStatus.Active, "Practitioner/a");
        team.Participant[0].Period = new Period { EndElement = new FhirDateTime("soon") };

        Assert.False(Assert.Single(Care.RelationsOf(new Patient(), Bundled(team))).InForce(new DateOnly(2026, 11, 22)));
    }

    [Fact]
    public void The_official_name_is_shown_whole()
    {
        var practitioner = new Practitioner
        {
            Name = [new HumanName { Text = "Minnie" }, new HumanName { Use = HumanName.NameUse.Official, Prefix = ["Dr."], Given = ["Min"], Family = "Lee" }],
        };

        Assert.Equal(new RecipientName("Dr. Min Lee", true), CareResources.NameOf((Resource)practitioner));
    }

    [Fact]
    public void Who_was_switched_off_is_no_longer_there()
    {
        Resource[] resources =
        [
            new Practitioner { Active = false }, new Organization { Active = false }, new HealthcareService { Active = false },
            new CareTeam { Status = CareTeam.CareTeamStatus.Suspended },
        ];

        Assert.All(resources, resource => Assert.False(CareResources.NameOf(resource)!.Active));
        Assert.False(CareResources.NameOf(new PractitionerRole { Active = false }).Active);
    }

    [Fact]
    public void A_role_that_nobody_holds_is_called_by_what_it_is()
    {
        var role = new PractitionerRole { Code = [new CodeableConcept { Text = "Diabetes nurse" }] };

        Assert.Null(Care.HolderOf(role));
        Assert.Equal(new RecipientName("Diabetes nurse", true), CareResources.NameOf(role));
    }

    [Fact]
    public void What_is_neither_a_carer_nor_a_pool_has_no_name_here() => Assert.Null(CareResources.NameOf((Resource)new Patient()));

    private static Bundle Bundled(params Resource[] resources) => new() { Entry = [.. resources.Select(resource => new Bundle.EntryComponent { Resource = resource })] };

    private static CareTeam Team(CareTeam.CareTeamStatus status, params string[] members) => new()
    {
        Status = status,
        Participant = [.. members.Select(member => new CareTeam.ParticipantComponent { Member = new ResourceReference(member) })],
    };
}
