using System.Collections.Immutable;
using System.Text.Json;
using Hl7.Fhir.Model;

namespace Fhir.Profiles;

/// <summary>Examples of what the profiles allow and of what they do not.</summary>
public static class ExampleLibrary
{
    private const string Folder = "Examples/";
    private const string Invalid = "invalid/";

    private static readonly JsonSerializerOptions Reading = new(JsonSerializerDefaults.Web);
    private static readonly Lazy<ImmutableArray<Example>> Loaded = new(Load);

    /// <summary>Every example, valid and invalid, ordered by name.</summary>
    public static ImmutableArray<Example> All => Loaded.Value;

    /// <summary>A fresh copy of an example as a resource.</summary>
    public static Resource Parse(Example example)
    {
        ArgumentNullException.ThrowIfNull(example);
        return FhirDocuments.Parse(example.Content.Span);
    }

    private static ImmutableArray<Example> Load()
    {
        var expected = JsonSerializer.Deserialize<Expectation[]>(EmbeddedFiles.Read($"{Folder}expected.json"), Reading)!
            .ToDictionary(line => line.File, line => new ExpectedIssue(line.Code, line.Expression, line.Says), StringComparer.Ordinal);
        return
        [
            .. EmbeddedFiles.In(Folder)
                .Where(file => file.Name.Contains('/', StringComparison.Ordinal))
                .Select(file => new Example(file.Name, file.Content, ExpectedFor(file.Name, expected))),
        ];
    }

    private static ExpectedIssue? ExpectedFor(string name, Dictionary<string, ExpectedIssue> expected) =>
        name.StartsWith(Invalid, StringComparison.Ordinal) ? expected[name[Invalid.Length..]] : null;

    private sealed record Expectation(string File, string Code, string Expression, string Says);
}
