using System.Collections.Immutable;
using Gateway.Delivery;
using Gateway.References;
using Gateway.Resources;
using Gateway.Storage;
using static Hl7.Fhir.Model.OperationOutcome;

namespace Gateway.DeadLetters;

/// <summary>Which corrections may be asked for at all. Whose message it is they cannot change: that is the guard's, afterwards. Pure.</summary>
internal static class CorrectionsPolicy
{
    private const int MostRecipients = 10;

    /// <summary>Whoever works for the clinic. A Group may be of patients: to which Group a pool's messages go is a setting of the connection.</summary>
    private static readonly string[] RecipientTypes = ["CareTeam", "HealthcareService", "Organization", "Practitioner", "PractitionerRole"];

    private static readonly string[] Categories = ["alert", "instruction", "notification", "reminder"];

    public static readonly ImmutableArray<string> DiscardReasons = ["duplicate", "filed-by-hand", "not-needed", "other-channel", "test"];

    public static ImmutableArray<Issue> Check(Corrections corrections, OutboxKind kind)
    {
        if (corrections.AreNone)
        {
            return [];
        }

        if (kind != OutboxKind.File)
        {
            return [new Issue(IssueType.BusinessRule, "What is taken back is taken back as it was filed: there is nothing to correct.", "corrections")];
        }

        var issues = ImmutableArray.CreateBuilder<Issue>();
        if (corrections.Patient is { } patient && !(ResourceKey.TryParse(patient, out var key) && key.Type == "Patient"))
        {
            issues.Add(new Issue(IssueType.Value, "patient is the chart's id in the EHR today, as Patient/id.", "corrections.patient"));
        }

        if (corrections.Recipients is { } recipients && (recipients.Count is 0 or > MostRecipients || !recipients.All(IsRecipient)))
        {
            issues.Add(new Issue(
                IssueType.Value, $"recipients are 1 to {MostRecipients} of {string.Join(", ", RecipientTypes)}, each as Type/id.", "corrections.recipients"));
        }

        if (corrections.Category is { } category && !Categories.Contains(category))
        {
            issues.Add(new Issue(IssueType.CodeInvalid, $"category is one of {string.Join(", ", Categories)}.", "corrections.category"));
        }

        return issues.ToImmutable();
    }

    private static bool IsRecipient(string text) => ResourceKey.TryParse(text, out var key) && RecipientTypes.Contains(key.Type);
}
