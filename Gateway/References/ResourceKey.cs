namespace Gateway.References;

/// <summary>Type and logical id of a FHIR resource, as in <c>Patient/susie-smith</c>.</summary>
internal readonly record struct ResourceKey(string Type, string Id)
{
    public override string ToString() => $"{Type}/{Id}";

    /// <summary>Parses <c>Type/id</c>; false for anything else (absolute, versioned, fragment, urn).</summary>
    public static bool TryParse(string? text, out ResourceKey key)
    {
        key = default;
        var slash = text?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        if (text is null || slash <= 0 || !FhirId.IsValid(text.AsSpan(slash + 1)) || !IsTypeName(text.AsSpan(0, slash)))
        {
            return false;
        }

        key = new ResourceKey(text[..slash], text[(slash + 1)..]);
        return true;
    }

    private static bool IsTypeName(ReadOnlySpan<char> text)
    {
        if (!char.IsAsciiLetterUpper(text[0]))
        {
            return false;
        }

        foreach (var letter in text)
        {
            if (!char.IsAsciiLetter(letter))
            {
                return false;
            }
        }

        return true;
    }
}
