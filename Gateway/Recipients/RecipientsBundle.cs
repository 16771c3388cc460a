using Fhir.Profiles;
using Gateway.References;
using Gateway.Rest;
using Hl7.Fhir.Model;

namespace Gateway.Recipients;

/// <summary>Writes recipients as a searchset: of each its id, what it is called and what it is for, and nothing of the patient.</summary>
internal static class RecipientsBundle
{
    // Marks what is not the whole resource (R4 v3-ObservationValue): nobody must store it back.
    private static readonly Coding _subsetted = new("http://terminology.hl7.org/CodeSystem/v3-ObservationValue", "SUBSETTED");

    public static Bundle Of(RecipientsAnswer.Choices choices, PublicBase publicBase) => new()
    {
        Type = Bundle.BundleType.Searchset,
        Total = choices.Recipients.Length,
        Link = [new Bundle.LinkComponent { Relation = "self", Url = $"{publicBase.Prefix}{choices.Chart.Key}/{RecipientsEndpoints.Recipients}" }],
        Entry =
        [
            .. choices.Recipients.Select(choice => new Bundle.EntryComponent
            {
                FullUrl = $"{publicBase.Prefix}{choice.Key}",
                Resource = ResourceOf(choice),
                Search = new Bundle.SearchComponent { Mode = Bundle.SearchEntryMode.Match },
            }),
        ],
    };

    private static DomainResource ResourceOf(RecipientChoice choice)
    {
        var resource = Named(choice.Key, choice.Display);
        resource.Id = choice.Key.Id;
        resource.Meta = new Meta { Tag = [(Coding)_subsetted.DeepCopy()] };
        foreach (var purpose in choice.Purposes)
        {
            resource.AddExtension(
                Canonicals.RecipientPurpose,
                new CodeableConcept { Coding = [new Coding(Canonicals.RecipientPurposes, Purposes.CodeOf(purpose), Purposes.DisplayOf(purpose))] });
        }

        return resource;
    }

    private static DomainResource Named(ResourceKey key, string display) => key.Type switch
    {
        "Practitioner" => new Practitioner { Name = [new HumanName { Text = display }] },
        "PractitionerRole" => new PractitionerRole { Practitioner = new ResourceReference { Display = display } },
        "Organization" => new Organization { Name = display },
        "HealthcareService" => new HealthcareService { Name = display },
        "CareTeam" => new CareTeam { Status = CareTeam.CareTeamStatus.Active, Name = display },
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
