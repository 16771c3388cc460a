using System.Text.RegularExpressions;

namespace Gateway.Tests.Corpus;

/// <summary>Ways of writing the same message otherwise, none of which changes whom it is about.</summary>
internal static partial class Rewriting
{
    public static IReadOnlyDictionary<string, Func<LabelledMessage, string>> All { get; } = new Dictionary<string, Func<LabelledMessage, string>>
    {
        ["a greeting before"] = message => (IsSpanish(message) ? "Buenos días, doctora. " : "Good morning, doctor. ") + message.Text,
        ["thanks behind"] = message => message.Text + (IsSpanish(message) ? " Muchas gracias." : " Thank you very much."),
        ["a remark about the weather"] = message => message.Text + (IsSpanish(message) ? " Aquí no deja de llover." : " It has been raining all week here."),
        ["a phone's last line"] = message => message.Text + "\n\nSent from my phone",
        ["other white space"] = message => message.Text.Replace(" ", "  ", StringComparison.Ordinal),
        ["typographic apostrophes"] = message => message.Text.Replace('\'', '’'),
        ["no commas"] = message => message.Text.Replace(",", "", StringComparison.Ordinal),
        ["small letters"] = message => message.Text.ToLowerInvariant(),
        ["capitals"] = message => message.Text.ToUpperInvariant(),
        ["two letters swapped in long words"] = message => LongWords().Replace(message.Text, Swapped),
    };

    private static bool IsSpanish(LabelledMessage message) => message.Lang == "es";

    /// <summary>In every word of eight letters or more whose fourth letter is a vowel, so that some words stay.</summary>
    private static string Swapped(Match word) => word.Value[3] is 'a' or 'e' or 'i' or 'o' or 'u'
        ? string.Concat(word.Value.AsSpan(0, 4), word.Value.AsSpan(5, 1), word.Value.AsSpan(4, 1), word.Value.AsSpan(6))
        : word.Value;

    [GeneratedRegex(@"\b[a-z]{8,}\b")]
    private static partial Regex LongWords();
}
