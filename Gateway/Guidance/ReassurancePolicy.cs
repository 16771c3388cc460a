using Gateway.Text;
using Gateway.Triage;

namespace Gateway.Guidance;

/// <summary>Decides whether a sender is told that writing is welcome. Beside what is clinical, and never in its place. Pure.</summary>
internal static class ReassurancePolicy
{
    private const string Fallback = "en";

    /// <param name="text">What was written.</param>
    /// <param name="urgency">In an emergency nothing stands beside what is to be done now.</param>
    /// <param name="languages">What its sender reads, most wanted first.</param>
    /// <param name="rules">The sentences.</param>
    /// <returns>The sentence with its language; null if there is nothing to say.</returns>
    public static (string Sentence, string Language)? For(string text, Urgency urgency, IEnumerable<string> languages, ReassuranceRules rules) =>
        urgency != Urgency.Emergency
        && !rules.ByLanguage.IsEmpty
        && (LanguageChoice.Of(languages, rules.ByLanguage.Keys) ?? Fallback) is var language
        && rules.ByLanguage.TryGetValue(language, out var sentence)
        && WorryReader.IsWorried(text)
            ? (sentence, language)
            : null;
}
