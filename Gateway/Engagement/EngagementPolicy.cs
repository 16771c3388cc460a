using System.Collections.Immutable;
using System.Globalization;
using Gateway.Resources;
using Gateway.Text;
using Hl7.Fhir.Model;

namespace Gateway.Engagement;

/// <summary>Decides whether a message keeps what was agreed, and says kindly what to do when it does not. Pure.</summary>
internal static class EngagementPolicy
{
    public const string TooLong = "too-long";
    public const string AgreementNeeded = "agreement-needed";

    private static readonly ImmutableDictionary<string, ImmutableDictionary<string, string>> Sentences =
        EmbeddedJson.Read<ImmutableDictionary<string, ImmutableDictionary<string, string>>>("Engagement.Sentences.json");

    /// <param name="facts">What is known of the message and its sender.</param>
    /// <param name="rules">What was agreed.</param>
    /// <param name="languages">What its sender reads, most wanted first.</param>
    public static ImmutableArray<Issue> Objections(EngagementFacts facts, EngagementRules rules, IEnumerable<string> languages)
    {
        var sentences = Sentences[LanguageChoice.Of(languages, Sentences.Keys) ?? "en"];
        var objections = ImmutableArray.CreateBuilder<Issue>();
        if (rules.Agreement is { } agreement && KeyOf(facts.Agreement) is { } key)
        {
            var text = agreement.Texts[LanguageIn(agreement.Texts, languages)];
            objections.Add(new Issue(OperationOutcome.IssueType.BusinessRule, Said(sentences[key], text.Title, text.Address), "Communication.sender")
            {
                Reason = AgreementNeeded,
                Evidence = [new RuleHit($"engagement.{AgreementNeeded}", "Communication.sender")],
            });
        }

        if (rules.MostCharacters is { } most && facts.Characters > most)
        {
            objections.Add(new Issue(OperationOutcome.IssueType.TooLong, Said(sentences["tooLong"], most, facts.Characters, facts.Characters - most), "Communication.payload")
            {
                Reason = TooLong,
                Evidence = [new RuleHit($"engagement.{TooLong}", "Communication.payload")],
            });
        }

        return objections.DrainToImmutable();
    }

    /// <summary>Of the languages that there are texts in, the one wanted most; English, or else any, when none is.</summary>
    public static string LanguageIn<T>(ImmutableDictionary<string, T> byLanguage, IEnumerable<string> languages) =>
        LanguageChoice.Of([.. languages, "en"], byLanguage.Keys) ?? byLanguage.Keys.Order(StringComparer.Ordinal).First();

    private static string? KeyOf(AgreementStanding standing) => standing switch
    {
        AgreementStanding.NotAsked or AgreementStanding.InForce => null,
        AgreementStanding.NeverSigned or AgreementStanding.Declined => "agreementNeeded",
        AgreementStanding.Outdated => "agreementChanged",
        AgreementStanding.Withdrawn => "agreementWithdrawn",
    };

    private static string Said(string sentence, params ReadOnlySpan<object?> parts) => string.Format(CultureInfo.InvariantCulture, sentence, parts);
}
