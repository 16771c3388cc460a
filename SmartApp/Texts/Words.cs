using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using SmartApp.Launch;

namespace SmartApp.Texts;

/// <summary>What pages say, in the language of whoever reads it: the one chosen in the launch, else the one chosen in this browser, else the browser's, else English.</summary>
internal sealed class Words(CurrentLaunch launch, IHttpContextAccessor contexts)
{
    public static readonly IReadOnlyList<string> Languages = ["en", "es"];

    private static readonly FrozenDictionary<string, FrozenDictionary<string, string>> _all =
        Languages.ToFrozenDictionary(language => language, Read);

    private string? language;

    public string Language => language ??= Chosen();

    /// <summary>The sentence of that name; a name that is not there shows itself, and a test finds it.</summary>
    public string this[string name] => _all[Language].GetValueOrDefault(name, name);

    /// <summary>The sentence with what belongs into its <c>{0}</c>, <c>{1}</c>.</summary>
    public string this[string name, params ReadOnlySpan<object?> parts] => string.Format(CultureInfo.InvariantCulture, this[name], parts);

    /// <summary>The sentence for one, or for another number of things: <c>name.one</c>, <c>name.many</c>.</summary>
    public string Counted(string name, int number) => this[number == 1 ? $"{name}.one" : $"{name}.many", number];

    public static IReadOnlyDictionary<string, string> Of(string language) => _all[language];

    private string Chosen()
    {
        if (launch.IsThere && launch.State.Language is { } chosen && Languages.Contains(chosen))
        {
            return chosen;
        }

        if (LanguageCookie.Read(contexts.HttpContext) is { } before)
        {
            return before;
        }

        var asked = contexts.HttpContext?.Request.GetTypedHeaders().AcceptLanguage ?? [];
        return asked.OrderByDescending(one => one.Quality ?? 1)
            .Select(one => one.Value.ToString().Split('-')[0].ToLowerInvariant())
            .FirstOrDefault(Languages.Contains) ?? Languages[0];
    }

    /// <summary>Each area of the add-on has a file of its own in each language.</summary>
    private static FrozenDictionary<string, string> Read(string language)
    {
        var assembly = Assembly.GetExecutingAssembly();
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("texts/", StringComparison.Ordinal) && name.EndsWith($".{language}.json", StringComparison.Ordinal))
            .SelectMany(name =>
            {
                using var stream = assembly.GetManifestResourceStream(name)!;
                return JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!;
            })
            .ToFrozenDictionary();
    }
}
