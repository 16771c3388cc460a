using System.Collections.Immutable;
using Fhir.Profiles;
using Fhir.Profiles.Validation;
using Gateway.Resources;
using Hl7.Fhir.Model;

namespace Gateway.Interactions;

/// <summary>What the parser does not check: R4's invariants, and the profiles that a resource claims and we know.</summary>
internal static class Validity
{
    /// <summary>Everything by which it is not valid; empty if it is.</summary>
    public static ImmutableArray<Issue> ErrorsIn(Resource resource) => resource is Communication message && IsPlain(message)
        ? []
        : [.. IssuesIn(resource, null).Where(issue => issue.Severity is OperationOutcome.IssueSeverity.Error or OperationOutcome.IssueSeverity.Fatal)];

    /// <summary>Everything there is to say about it, also what is no error.</summary>
    /// <param name="resource">What is judged.</param>
    /// <param name="profile">A profile to hold it to, beside those that it claims.</param>
    public static IEnumerable<Issue> IssuesIn(Resource resource, string? profile) =>
        RulesNotKnown(resource).Concat(ProfileValidator.ValidateClaims(resource, profile).Select(Of));

    // What changes the meaning of a resource must be understood or refused (R4 resource.html, implicitRules).
    private static IEnumerable<Issue> RulesNotKnown(Resource resource)
    {
        if (resource.ImplicitRules is not null)
        {
            yield return new Issue(
                OperationOutcome.IssueType.NotSupported,
                "These rules would change the meaning of the resource in a way this server does not understand.",
                $"{resource.TypeName}.implicitRules");
        }
    }

    private static Issue Of(ValidationIssue found) => new(found.Code, found.Sentence, found.Expression) { Severity = found.Severity };

    // A message of plain text, as nearly all are, has nothing an invariant of R4 speaks of; its own profile is checked at the intake.
    private static bool IsPlain(Communication message) =>
        message is
        {
            Text: null, Contained.Count: 0, Extension.Count: 0, ModifierExtension.Count: 0, Identifier.Count: 0, Note.Count: 0, ReasonCode.Count: 0,
            ReasonReference.Count: 0, BasedOn.Count: 0, PartOf.Count: 0, About.Count: 0, Encounter: null, Topic: null or { Coding.Count: 0 },
        }
        && message.Payload.TrueForAll(payload => payload.Content is FhirString && payload.Extension.Count == 0)
        && (message.Meta?.Profile ?? []).All(profile => profile == Canonicals.PatientMessage)
        && IsBare(message.Subject) && IsBare(message.Sender) && message.Recipient.TrueForAll(IsBare) && message.InResponseTo.TrueForAll(IsBare);

    private static bool IsBare(ResourceReference? reference) =>
        reference is null or { Identifier: null, Extension.Count: 0, Reference: null or [not '#', ..] };
}
