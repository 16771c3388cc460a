using System.Collections.Immutable;
using Gateway.Resources;
using Gateway.Text;
using Hl7.Fhir.Model;

namespace Gateway.Guidance;

/// <summary>Decides what the sender of an emergency is told: every kind of help that its red flags call for, in the sender's language. Pure.</summary>
internal static class AdvicePolicy
{
    /// <summary>The code of intake-reason that advice carries.</summary>
    public const string Reason = "emergency";

    /// <param name="flags">The rules that were found, by id; one issue names those of its kind.</param>
    /// <param name="languages">What the sender reads, most wanted first.</param>
    /// <param name="isTakenIn">Whether the message stays here.</param>
    /// <param name="rules">The sentences.</param>
    public static ImmutableArray<Issue> For(ImmutableArray<RuleHit> flags, IEnumerable<string> languages, bool isTakenIn, AdviceRules rules)
    {
        var (language, sentences) = SentencesIn(languages, rules);
        var found = flags.ToLookup(flag => EmergencyKinds.Of(flag.RuleId));

        // The emergency number is said whatever else helps: who took poison may be unconscious in an hour.
        return
        [
            .. Enum.GetValues<EmergencyKind>()
                .Where(kind => kind == EmergencyKind.Emergency || found.Contains(kind))
                .Select((kind, place) => IssueOf(kind, sentences, place == 0 ? isTakenIn ? sentences.TakenIn : sentences.GivenBack : null, language) with
                {
                    Evidence = [.. found[kind]],
                }),
        ];
    }

    private static Issue IssueOf(EmergencyKind kind, AdviceSentences sentences, string? besides, string language)
    {
        var advice = sentences.For(kind);
        return new Issue(OperationOutcome.IssueType.Informational, besides is null ? advice.Text : $"{advice.Text} {besides}")
        {
            Severity = OperationOutcome.IssueSeverity.Warning,
            Reason = Reason,
            Advice = new Advice(EmergencyKinds.CodeOf(kind), advice.Call, language),
        };
    }

    private static (string Language, AdviceSentences Sentences) SentencesIn(IEnumerable<string> languages, AdviceRules rules)
    {
        var language = LanguageChoice.Of(languages, rules.ByLanguage.Keys) ?? rules.DefaultLanguage;
        return (language, rules.ByLanguage[language]);
    }
}
