using System.Collections.Immutable;
using System.Globalization;
using Fhir.Profiles;
using Gateway.References;
using Gateway.Resources;
using Gateway.Subjects;
using Hl7.Fhir.Model;

namespace Gateway.Messages;

/// <summary>The patient-message profile's rules beyond base R4: exactly one patient, a sender, something said, and references to the right types.</summary>
internal static class MessageProfile
{
    private static readonly ImmutableHashSet<string> Senders =
        ["Device", "HealthcareService", "Organization", "Patient", "Practitioner", "PractitionerRole", "RelatedPerson"];

    private static readonly ImmutableHashSet<string> Recipients = [.. Senders, "CareTeam", "Group"];

    /// <summary>Everything the message breaks; empty if it keeps the profile.</summary>
    public static ImmutableArray<Issue> Check(Communication message, MessageClaims claims)
    {
        var issues = ImmutableArray.CreateBuilder<Issue>();
        CheckStatus(message, issues);
        CheckModifiers(message, issues);
        CheckAttestation(message, issues);
        CheckPayload(message, issues);
        CheckPeople(message, claims, issues);
        CheckReferences(message, claims, issues);
        return issues.DrainToImmutable();
    }

    private static void CheckStatus(Communication message, ImmutableArray<Issue>.Builder issues)
    {
        if (message.Status is not (EventStatus.InProgress or EventStatus.Completed))
        {
            issues.Add(new Issue(
                OperationOutcome.IssueType.BusinessRule,
                "A message is sent with status in-progress or completed; any other status says that it is not being sent.",
                "Communication.status"));
        }
    }

    // What changes the meaning of a message must be understood or refused (R4 extensibility, modifierExtension).
    private static void CheckModifiers(Communication message, ImmutableArray<Issue>.Builder issues)
    {
        if (message.ImplicitRules is not null)
        {
            issues.Add(NotUnderstood("Communication.implicitRules"));
        }

        if (message.ModifierExtension.Count > 0)
        {
            issues.Add(NotUnderstood("Communication.modifierExtension"));
        }

        foreach (var (index, payload) in message.Payload.Index())
        {
            if (payload.ModifierExtension.Count > 0)
            {
                issues.Add(NotUnderstood(At("payload", index, ".modifierExtension")));
            }
        }
    }

    // The sender's word decides: what stands there must be one, and be that.
    private static void CheckAttestation(Communication message, ImmutableArray<Issue>.Builder issues)
    {
        var attestations = message.Extension.Index().Where(extension => extension.Item.Url == Canonicals.Attestation).ToList();
        if (attestations.Count > 1)
        {
            issues.Add(new Issue(OperationOutcome.IssueType.Structure, "A message is attested once.", "Communication.extension"));
        }

        foreach (var (index, _) in attestations.Where(attestation => attestation.Item.Value is not FhirBoolean { Value: not null }))
        {
            issues.Add(new Issue(OperationOutcome.IssueType.Structure, "An attestation is true or false.", At("extension", index, ".value")));
        }
    }

    private static void CheckPayload(Communication message, ImmutableArray<Issue>.Builder issues)
    {
        if (message.Payload.Count == 0)
        {
            issues.Add(new Issue(OperationOutcome.IssueType.Required, "A message says something: at least one payload is needed.", "Communication.payload"));
        }

        foreach (var (index, payload) in message.Payload.Index())
        {
            if (payload.Content is FhirString { Value: var text } && string.IsNullOrWhiteSpace(text))
            {
                issues.Add(new Issue(OperationOutcome.IssueType.Required, "This part of the message is blank.", At("payload", index, ".content")));
            }

            // att-1 of R4's Attachment.
            if (payload.Content is Attachment { Data: not null, ContentType: null })
            {
                issues.Add(new Issue(
                    OperationOutcome.IssueType.Invariant, "att-1: an attachment with data needs a contentType.", At("payload", index, ".content.contentType")));
            }
        }
    }

    private static void CheckPeople(Communication message, MessageClaims claims, ImmutableArray<Issue>.Builder issues)
    {
        if (message.Subject is null)
        {
            issues.Add(new Issue(OperationOutcome.IssueType.Required, "A message is about exactly one patient: subject is needed.", "Communication.subject"));
        }

        if (message.Sender is null)
        {
            issues.Add(new Issue(OperationOutcome.IssueType.Required, "A message has a sender: sender is needed.", "Communication.sender"));
        }

        foreach (var claim in claims.References)
        {
            var fault = (claim.Role, claim.Target) switch
            {
                (ClaimRole.Subject, ReferenceTarget.Literal { Key.Type: "Patient" }) => null,
                (ClaimRole.Subject, ReferenceTarget.Logical { Type: null or "Patient" }) => null,
                (ClaimRole.Subject, _) => "The subject must be one Patient of the EHR, as Patient/id or by a business identifier.",
                (ClaimRole.Sender, ReferenceTarget.Literal literal) when Senders.Contains(literal.Key.Type) => null,
                (ClaimRole.Sender, _) => "The sender must be a Patient, RelatedPerson, Practitioner or other sender of the EHR, as Type/id.",
                (ClaimRole.Recipient, ReferenceTarget.Literal literal) when !Recipients.Contains(literal.Key.Type) => "A recipient cannot be of this type.",
                _ => null,
            };
            if (fault is not null)
            {
                issues.Add(new Issue(OperationOutcome.IssueType.BusinessRule, fault, claim.Expression));
            }
        }
    }

    private static void CheckReferences(Communication message, MessageClaims claims, ImmutableArray<Issue>.Builder issues)
    {
        foreach (var claim in claims.References)
        {
            // ref-1 of R4's Reference.
            if (claim is { Role: not ClaimRole.Document, Target: ReferenceTarget.Contained contained }
                && contained.Fragment.Length > 0
                && !message.Contained.Any(resource => resource.Id == contained.Fragment))
            {
                issues.Add(new Issue(
                    OperationOutcome.IssueType.Invariant, "ref-1: the message contains no resource with this id.", claim.Expression));
            }

            var expected = claim.Expression switch
            {
                "Communication.encounter" => "Encounter",
                { } expression when expression.StartsWith("Communication.inResponseTo[", StringComparison.Ordinal) && expression.EndsWith(']') => "Communication",
                _ => null,
            };
            if (expected is not null && claim.Target is ReferenceTarget.Literal literal && literal.Key.Type != expected)
            {
                issues.Add(new Issue(OperationOutcome.IssueType.Value, $"This must refer to a resource of type {expected}.", claim.Expression));
            }
        }
    }

    private static Issue NotUnderstood(string expression) => new(
        OperationOutcome.IssueType.NotSupported, "This element would change the meaning of the message in a way this server does not understand.", expression);

    private static string At(string element, int index, string rest) =>
        string.Create(CultureInfo.InvariantCulture, $"Communication.{element}[{index}]{rest}");
}
