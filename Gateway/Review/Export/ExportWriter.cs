using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Gateway.Messages;
using Gateway.Resources;
using Gateway.Storage;
using Hl7.Fhir.Model;

namespace Gateway.Review.Export;

/// <summary>Writes a decision as the export has it: no id, no date, no person, no word that is not our own. Pure.</summary>
internal static partial class ExportWriter
{
    private const int Form = 1;

    /// <param name="decision">The decision.</param>
    /// <param name="message">The message as it was judged; null where its text is sealed.</param>
    public static ExportedDecision Of(ReviewDecision decision, Communication? message)
    {
        var texts = message is null ? [] : MessageText.PartsOf(message).Where(part => part.Value is not null).ToDictionary(part => part.Expression, part => part.Value!);
        string? language = null;
        var evidence = ImmutableArray.CreateBuilder<ExportedEvidence>();
        foreach (var hit in RulesOf(decision))
        {
            string? pattern = null;
            if (hit is { Expression: { } expression, Start: { } start, Length: { } length }
                && texts.TryGetValue(expression, out var text) && start + length <= text.Length)
            {
                (language, pattern) = EvidencePattern.Of(text, start, length);
            }

            evidence.Add(new ExportedEvidence(hit.RuleId, pattern));
        }

        return new ExportedDecision(
            Form,
            DecisionOutcomes.CodeOf(DecisionOutcomes.Of(decision.Kind, decision.HeldSince is not null, decision.Reason)),
            decision.Kind.ToString().ToLowerInvariant(),
            decision.By.ToString().ToLowerInvariant(),
            decision.Reason,
            decision.HoldReason,
            decision.Verdict,
            decision.Strength,
            decision.PolicyVersion,
            language,
            evidence.ToImmutable(),
            1);
    }

    /// <summary>Alike ones as one line each, in an order that does not tell which was decided first.</summary>
    public static IEnumerable<ExportedDecision> Fold(IEnumerable<ExportedDecision> decisions) => decisions
        .GroupBy(decision => decision.Key, StringComparer.Ordinal)
        .OrderBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => group.First() with { Count = group.Count() });

    // Ids of rules are ours. What does not look like one is left out rather than believed.
    private static IEnumerable<RuleHit> RulesOf(ReviewDecision decision) => decision.Rules is { } rules
        ? JsonSerializer.Deserialize(rules, ExportJson.Default.ImmutableArrayRuleHit).Where(hit => RuleId().IsMatch(hit.RuleId))
        : [];

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9.\-]{0,63}$")]
    private static partial Regex RuleId();
}
