using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Gateway.Rest;

/// <summary>What <c>_elements</c> asks for: names of root elements, for every type or for one (<c>Type.element</c>).</summary>
internal sealed class ElementSelection
{
    private readonly ImmutableArray<(string? Type, string Name)> elements;

    private ElementSelection(ImmutableArray<(string? Type, string Name)> elements) => this.elements = elements;

    /// <summary>Parses the comma separated lists; false if an entry is not a name, or goes deeper than the root.</summary>
    public static bool TryParse(IEnumerable<string?> lists, [NotNullWhen(true)] out ElementSelection? selection)
    {
        var elements = ImmutableArray.CreateBuilder<(string? Type, string Name)>();
        foreach (var entry in lists.SelectMany(list => (list ?? string.Empty).Split(',', StringSplitOptions.TrimEntries)))
        {
            var parts = entry.Split('.');
            (string? Type, string Name) element = parts is [var type, var inType] ? (type, inType) : (null, parts[0]);
            if (parts.Length > 2 || !IsName(element.Name) || !char.IsAsciiLetterLower(element.Name[0]) || !(element.Type is null || IsTypeName(element.Type)))
            {
                selection = null;
                return false;
            }

            elements.Add(element);
        }

        selection = new ElementSelection(elements.ToImmutable());
        return true;
    }

    /// <summary>The elements wanted of a type; null if the selection is about other types only, and leaves this one whole.</summary>
    public ImmutableArray<string>? Of(string type)
    {
        ImmutableArray<string> names = [.. elements.Where(element => element.Type is null || element.Type == type).Select(element => element.Name)];
        return names.IsEmpty ? null : names;
    }

    private static bool IsTypeName(string text) => IsName(text) && char.IsAsciiLetterUpper(text[0]);

    private static bool IsName(string text) => text.Length > 0 && text.All(char.IsAsciiLetter);
}
