using System.Collections.Immutable;
using System.Text.Json;

namespace SmartApp.Boxes;

/// <summary>What was filled in so far, by the names of fields; files as base64, so that they are not lost between two pages.</summary>
internal sealed record BoxAnswers(ImmutableDictionary<string, ImmutableArray<string>> Fields)
{
    public const string Prefix = "q.";

    /// <summary>In characters of base64, some 3 MB.</summary>
    public const int LargestFile = 4_000_000;

    public static readonly BoxAnswers None = new(ImmutableDictionary<string, ImmutableArray<string>>.Empty);

    public string Value(string field) => Fields.TryGetValue(field, out var values) && values is [var first, ..] ? first : "";

    public bool Has(string field, string value) => Fields.TryGetValue(field, out var values) && values.Contains(value);

    public static async Task<BoxAnswers> ReadAsync(IFormCollection form, CancellationToken cancellationToken)
    {
        var fields = form.Keys.Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToImmutableDictionary(name => name, name => form[name].OfType<string>().Select(value => value.ReplaceLineEndings("\n")).ToImmutableArray());
        foreach (var file in form.Files.Where(file => file.Length > 0 && file.Name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var copy = new MemoryStream();
            await file.CopyToAsync(copy, cancellationToken);
            fields = fields.SetItem($"{file.Name}.data", [Convert.ToBase64String(copy.ToArray())])
                .SetItem($"{file.Name}.title", [Path.GetFileName(file.FileName)])
                .SetItem($"{file.Name}.type", [file.ContentType]);
        }

        return new BoxAnswers(fields);
    }

    /// <summary>For the draft, which keeps words and no files.</summary>
    public string AsDraft() => Fields.Values.Any(values => values.Any(value => value.Length > 0))
        ? JsonSerializer.Serialize(Fields.Where(field => !field.Key.EndsWith(".data", StringComparison.Ordinal)).ToDictionary(field => field.Key, field => field.Value.ToArray()))
        : "";

    public static BoxAnswers OfDraft(string? draft)
    {
        try
        {
            return draft is null ? None : new BoxAnswers(JsonSerializer.Deserialize<Dictionary<string, string[]>>(draft)!
                .Where(field => field.Key.StartsWith(Prefix, StringComparison.Ordinal)).ToImmutableDictionary(field => field.Key, field => field.Value.ToImmutableArray()));
        }
        catch (JsonException)
        {
            return None;
        }
    }
}
