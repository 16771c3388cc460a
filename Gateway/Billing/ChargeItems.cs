using Fhir.Profiles;
using Gateway.Evisits;
using Hl7.Fhir.Model;

namespace Gateway.Billing;

/// <summary>Writes an online visit as a ChargeItem: a proposal, which people in billing decide on.</summary>
internal static class ChargeItems
{
    public const string System = Canonicals.Base + "/evisit";

    public static ChargeItem Of(PatientVisit charged, DateTimeOffset now)
    {
        var visit = charged.Visit;
        var account = new Extension { Url = Canonicals.Evisit };
        account.AddExtension("minutes", new UnsignedInt(visit.Minutes));
        foreach (var exclusion in visit.Exclusions)
        {
            account.AddExtension("exclusion", new Code(EvisitExclusions.CodeOf(exclusion)));
        }

        return new ChargeItem
        {
            Extension = [account],
            Identifier = [new Identifier(System, charged.Identifier)],
            // What is open may still come to something, and what is complete is billed by people, who know what the gateway does not.
            Status = visit.Exclusions.IsEmpty || charged.IsOpenAt(now) ? ChargeItem.ChargeItemStatus.Planned : ChargeItem.ChargeItemStatus.NotBillable,
            Code = visit.Code is { System: var system, Code: var code } ? new CodeableConcept(system, code) : new CodeableConcept { Text = "Online digital evaluation and management" },
            Subject = new ResourceReference(charged.Patient.Key.ToString()),
            Context = visit.Encounter is { } encounter ? new ResourceReference(encounter.ToString()) : null,
            Occurrence = new Period { StartElement = new FhirDateTime(visit.Window.Start), EndElement = new FhirDateTime(visit.Window.End) },
            Performer = [.. visit.Performers.Select(person => new ChargeItem.PerformerComponent { Actor = new ResourceReference(person.ToString()) })],
            Quantity = new Quantity { Value = 1 },
            EnteredDateElement = new FhirDateTime(now),
            SupportingInformation = [.. visit.Topics.SelectMany(topic => topic.Messages).Distinct().Select(message => new ResourceReference(message.ToString()))],
        };
    }
}
