using Hl7.Fhir.Model;

namespace Gateway.References;

/// <summary>What a FHIR Reference points to, parsed once: the six shapes a reference can take, and the one it must not.</summary>
internal abstract record ReferenceTarget
{
    private ReferenceTarget()
    {
    }

    /// <summary>A resource on a server we know: relative, absolute below a known base, or a version of one.</summary>
    public sealed record Literal(ResourceKey Key) : ReferenceTarget;

    /// <summary>A resource contained in the message (<c>#id</c>), or the message itself (<c>#</c>).</summary>
    public sealed record Contained(string Fragment) : ReferenceTarget;

    /// <summary>A resource known by a business identifier only.</summary>
    public sealed record Logical(string? Type, string System, string Value) : ReferenceTarget;

    /// <summary>An absolute address on a server we do not know.</summary>
    public sealed record Foreign : ReferenceTarget;

    /// <summary>A <c>urn:uuid:</c> or <c>urn:oid:</c>, which means nothing outside a Bundle.</summary>
    public sealed record Urn : ReferenceTarget;

    /// <summary>Only a display text, or nothing: it points nowhere.</summary>
    public sealed record Nowhere : ReferenceTarget;

    /// <summary>Not a reference in FHIR's sense, or one that contradicts its own <c>type</c>.</summary>
    public sealed record Malformed : ReferenceTarget;

    /// <summary>Parses a reference; <paramref name="knownBases"/> are the FHIR bases, ending in <c>/</c>, that are our own or the EHR's.</summary>
    public static ReferenceTarget Of(ResourceReference reference, IReadOnlyList<string> knownBases)
    {
        ArgumentNullException.ThrowIfNull(reference);
        var target = string.IsNullOrEmpty(reference.Reference)
            ? OfIdentifier(reference)
            : OfText(reference.Reference, knownBases);
        return Contradicts(reference.Type, target) ? new Malformed() : target;
    }

    private static ReferenceTarget OfIdentifier(ResourceReference reference) => reference.Identifier switch
    {
        { System: { Length: > 0 } system, Value: { Length: > 0 } value } => new Logical(reference.Type, system, value),
        null => new Nowhere(),
        _ => new Malformed(),
    };

    private static ReferenceTarget OfText(string text, IReadOnlyList<string> knownBases)
    {
        if (text[0] == '#')
        {
            return new Contained(text[1..]);
        }

        if (text.StartsWith("urn:", StringComparison.OrdinalIgnoreCase))
        {
            return new Urn();
        }

        foreach (var known in knownBases)
        {
            if (text.StartsWith(known, StringComparison.Ordinal))
            {
                return OfRelative(text[known.Length..]);
            }
        }

        // A scheme makes it absolute; so does "//host", which a browser would take for one.
        return text.Contains(':', StringComparison.Ordinal) || text.StartsWith("//", StringComparison.Ordinal)
            ? new Foreign()
            : OfRelative(text);
    }

    private static ReferenceTarget OfRelative(string text)
    {
        var history = text.IndexOf("/_history/", StringComparison.Ordinal);
        var unversioned = history < 0 ? text : text[..history];
        return ResourceKey.TryParse(unversioned, out var key) && (history < 0 || FhirId.IsValid(text.AsSpan(history + "/_history/".Length)))
            ? new Literal(key)
            : new Malformed();
    }

    private static bool Contradicts(string? type, ReferenceTarget target) =>
        !string.IsNullOrEmpty(type) && target is Literal literal && literal.Key.Type != type;
}
