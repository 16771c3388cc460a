using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Gateway.Review.Export;

/// <summary>One line of the export: a judgment of the rules and what a person made of it, with nobody in it. Equal ones are one line.</summary>
/// <param name="Form">The version of this form.</param>
/// <param name="Outcome">confirmed, overturned, missed, attested or aside.</param>
/// <param name="Decision">What was decided.</param>
/// <param name="By">Who decided: sender, reviewer or system.</param>
/// <param name="Reason">Why, as a code of review-reason.</param>
/// <param name="HeldFor">Why it had been held, as a code of intake-reason.</param>
/// <param name="Verdict">Whom the text was taken to be about.</param>
/// <param name="Strength">How sure that was.</param>
/// <param name="PolicyVersion">The policy that decided.</param>
/// <param name="Language">en or es; none where no text is left.</param>
/// <param name="Evidence">The rules that spoke, in their order.</param>
/// <param name="Count">How many decisions are like this.</param>
internal sealed record ExportedDecision(
    int Form,
    string Outcome,
    string Decision,
    string By,
    string? Reason,
    string? HeldFor,
    string? Verdict,
    string? Strength,
    string? PolicyVersion,
    string? Language,
    ImmutableArray<ExportedEvidence> Evidence,
    int Count)
{
    /// <summary>What makes two decisions alike.</summary>
    [JsonIgnore]
    public string Key => string.Join(
        '\n', [Outcome, Decision, By, Reason, HeldFor, Verdict, Strength, PolicyVersion, Language, .. Evidence.Select(evidence => $"{evidence.Rule}\t{evidence.Pattern}")]);
}

/// <summary>A rule that spoke, and the pattern of the words it rested on; none where no text is left.</summary>
internal sealed record ExportedEvidence(string Rule, string? Pattern);
