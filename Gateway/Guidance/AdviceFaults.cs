using System.Text.Json;
using System.Text.RegularExpressions;

namespace Gateway.Guidance;

/// <summary>Finds what is wrong with advice before a sender needs it. Pure.</summary>
internal static partial class AdviceFaults
{
    private const int LongestSentence = 500;

    /// <summary>Sentences for whoever wrote the policy, each with its place in the document as a JSON Pointer.</summary>
    public static IEnumerable<(string Pointer, string Sentence)> In(AdviceRules rules)
    {
        if (!rules.ByLanguage.ContainsKey(rules.DefaultLanguage))
        {
            yield return ("/advice/defaultLanguage", "There are no sentences in this language.");
        }

        foreach (var (language, sentences) in rules.ByLanguage.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            var place = $"/advice/byLanguage/{language}";
            if (!LanguageTag().IsMatch(language))
            {
                yield return (place, "A language is written as in en or es-MX.");
            }

            foreach (var kind in Enum.GetValues<EmergencyKind>())
            {
                foreach (var fault in In(sentences.For(kind), $"{place}/{JsonNamingPolicy.CamelCase.ConvertName(kind.ToString())}"))
                {
                    yield return fault;
                }
            }

            foreach (var (name, sentence) in new[] { ("givenBack", sentences.GivenBack), ("takenIn", sentences.TakenIn) })
            {
                if (!IsSentence(sentence))
                {
                    yield return ($"{place}/{name}", $"A sentence of 1 to {LongestSentence} characters is needed.");
                }
            }
        }
    }

    private static IEnumerable<(string Pointer, string Sentence)> In(SpokenAdvice advice, string place)
    {
        if (!IsSentence(advice.Text))
        {
            yield return ($"{place}/text", $"A sentence of 1 to {LongestSentence} characters is needed.");
        }

        if (advice.Call.IsDefaultOrEmpty || !advice.Call.All(address => CallAddress().IsMatch(address)))
        {
            yield return ($"{place}/call", "One number or more is needed, each as in tel:911 or sms:988.");
        }
    }

    private static bool IsSentence(string text) => !string.IsNullOrWhiteSpace(text) && text.Length <= LongestSentence;

    [GeneratedRegex("^(tel|sms):[+]?[0-9][0-9-]{1,20}$", RegexOptions.NonBacktracking)]
    private static partial Regex CallAddress();

    [GeneratedRegex("^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", RegexOptions.NonBacktracking)]
    private static partial Regex LanguageTag();
}
