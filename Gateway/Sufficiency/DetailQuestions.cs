using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Text;

namespace Gateway.Sufficiency;

/// <summary>How each detail is asked for, in plain words.</summary>
internal static class DetailQuestions
{
    private const string Fallback = "en";

    private static readonly ImmutableDictionary<string, ImmutableDictionary<string, string>> ByLanguage =
        EmbeddedJson.Read<ImmutableDictionary<string, ImmutableDictionary<string, string>>>("Sufficiency.Questions.json");

    /// <param name="detail">What is missing.</param>
    /// <param name="languages">What the sender reads, most wanted first.</param>
    public static (string Question, string Language) Ask(Detail detail, IEnumerable<string> languages)
    {
        var language = LanguageChoice.Of(languages, ByLanguage.Keys) ?? Fallback;
        return (ByLanguage[language][JsonNamingPolicy.CamelCase.ConvertName(detail.ToString())], language);
    }

    /// <summary>The detail as clients read it.</summary>
    public static string CodeOf(Detail detail) => JsonNamingPolicy.KebabCaseLower.ConvertName(detail.ToString());
}
