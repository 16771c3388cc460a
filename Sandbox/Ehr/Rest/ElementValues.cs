using System.Text.Json;

namespace Sandbox.Ehr.Rest;

/// <summary>Reads from a resource's JSON what a search parameter compares with, in one textual form per kind.</summary>
internal static class ElementValues
{
    /// <summary>Tokens as <c>system|code</c>, references as <c>Type/id</c>, names part by part, dates as written.</summary>
    public static IEnumerable<string> Read(JsonElement resource, SearchParameter parameter)
    {
        var elements = At(resource, parameter.Path);
        return parameter.Kind switch
        {
            ParameterKind.Token => elements.SelectMany(Tokens),
            ParameterKind.Reference => elements.SelectMany(element => Member(element, "reference")),
            ParameterKind.String => elements.SelectMany(Words),
            ParameterKind.Date => elements.Select(element => element.GetString() ?? ""),
        };
    }

    public static IEnumerable<string> References(JsonElement element, string path) =>
        At(element, path).SelectMany(reference => Member(reference, "reference"));

    public static IEnumerable<JsonElement> At(JsonElement element, string path)
    {
        IEnumerable<JsonElement> current = [element];
        foreach (var name in path.Split('.'))
        {
            current = current.SelectMany(parent => Children(parent, name));
        }

        return current;
    }

    private static JsonElement[] Children(JsonElement parent, string name) =>
        parent.ValueKind != JsonValueKind.Object || !parent.TryGetProperty(name, out var child) ? []
        : child.ValueKind == JsonValueKind.Array ? [.. child.EnumerateArray()]
        : [child];

    private static IEnumerable<string> Tokens(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return ["|" + element.ToString().ToLowerInvariant()];
        }

        if (element.TryGetProperty("coding", out var codings))
        {
            return codings.EnumerateArray().Select(coding => SystemAnd(coding, "code"));
        }

        return [SystemAnd(element, "value")];
    }

    private static string SystemAnd(JsonElement element, string code) =>
        $"{Member(element, "system").FirstOrDefault()}|{Member(element, code).FirstOrDefault()}";

    private static IEnumerable<string> Words(JsonElement element) => element.ValueKind == JsonValueKind.Object
        ? At(element, "family").Concat(At(element, "given")).Concat(At(element, "text")).SelectMany(Words)
        : [element.GetString() ?? ""];

    private static IEnumerable<string> Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.GetString() is { } text
            ? [text]
            : [];
}
