using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;

namespace SmartApp.PlainLanguage;

/// <summary>Words of the trade and what patients call it; after the CDC's "Everyday Words for Public Health Communication" and MedlinePlus.</summary>
internal static class Jargon
{
    private static readonly ImmutableDictionary<string, ImmutableArray<(string Word, string Plain)>> _all =
        new[] { TextLanguage.English, TextLanguage.Spanish }.ToImmutableDictionary(language => language, Read);

    /// <summary>Those that stand in the text, in its order, each once.</summary>
    public static IReadOnlyList<(string Word, string Plain)> In(string text, string language) =>
    [
        .. _all[language].Select(entry => (entry.Word, entry.Plain, At: PlaceOf(text, entry.Word))).Where(found => found.At >= 0)
            .OrderBy(found => found.At).Select(found => (found.Word, found.Plain)),
    ];

    private static int PlaceOf(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + word.Length;
            if ((at == 0 || !char.IsLetter(text[at - 1])) && (end == text.Length || !char.IsLetter(text[end]) || IsPlural(text, end)))
            {
                return at;
            }
        }

        return -1;
    }

    private static bool IsPlural(string text, int end) => text[end] is 's' or 'S' && (end + 1 == text.Length || !char.IsLetter(text[end + 1]));

    private static ImmutableArray<(string, string)> Read(string language)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"jargon/Jargon.{language}.json") ?? throw new InvalidOperationException($"Jargon.{language}.json is not embedded.");
        return [.. JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!.Select(entry => (entry.Key, entry.Value))];
    }
}
