using Gateway.Search.Definitions;
using Hl7.Fhir.Model;

namespace Gateway.Search.Indexing;

/// <summary>Turns the elements of one search parameter into entries, each only once.</summary>
internal readonly struct EntryWriter(SearchEntries entries, SearchDefinition definition, IReadOnlyList<string> knownBases)
{
    /// <summary>A reference that has no address, or a concept without a code: there is something, though nothing finds it.</summary>
    public const string Nameless = "#";

    /// <summary>The target of what points nowhere, where absence is stored too.</summary>
    public const string Absent = "";

    public void Write(List<Base> elements)
    {
        if (elements.Count == 0)
        {
            if (definition.IndexesAbsence)
            {
                Reference(Absent);
            }

            return;
        }

        foreach (var element in elements)
        {
            Write(element);
        }
    }

    private void Write(Base element)
    {
        switch (definition.Kind)
        {
            case SearchParamType.Token:
                WriteToken(element);
                break;
            case SearchParamType.Reference:
                WriteReference(element);
                break;
            case SearchParamType.Date when DateForm.Of(element) is { } range:
                Add(entries.Dates, (definition.Number, range));
                break;
            case SearchParamType.String when TextOf(element) is { } text:
                Text(text);
                break;
            case SearchParamType.Uri when TextOf(element) is { } uri:
                Uri(uri);
                if (element is Canonical && Unversioned(uri) is { } canonical)
                {
                    Uri(canonical);
                }

                break;
        }
    }

    private void WriteToken(Base element)
    {
        switch (element)
        {
            case CodeableConcept concept:
                foreach (var coding in concept.Coding)
                {
                    Code(coding);
                }

                if (concept.Coding.Count == 0)
                {
                    Token(string.Empty, null);
                }

                Text(concept.Text);
                break;
            case Coding coding:
                Code(coding);
                break;
            case Identifier identifier:
                Token(identifier.Value, identifier.System);
                WriteTyped(identifier);
                break;
            case ContactPoint contact:
                Token(contact.Value, null);
                break;
            case FhirBoolean { Value: { } isTrue }:
                Token(isTrue ? "true" : "false", null);
                break;
            default:
                Token(TextOf(element) ?? string.Empty, null);
                break;
        }
    }

    private void WriteTyped(Identifier identifier)
    {
        if (identifier.Type is not { } type)
        {
            return;
        }

        foreach (var coding in type.Coding)
        {
            Add(entries.Tokens, (definition.TypedNumber, TextForm.Cut($"{coding.Code}|{identifier.Value}"), TextForm.Cut(coding.System ?? string.Empty)));
        }

        Text(type.Text);
    }

    private void WriteReference(Base element)
    {
        switch (element)
        {
            case ResourceReference reference:
                if (reference.Identifier is { } identifier)
                {
                    Token(identifier.Value, identifier.System);
                }

                Reference(ReferenceForm.Of(reference.Reference, knownBases) ?? Nameless);
                break;
            case Canonical or FhirUri when TextOf(element) is { } canonical:
                Reference(ReferenceForm.Of(canonical, knownBases) ?? Nameless);
                if (Unversioned(canonical) is { } unversioned)
                {
                    Reference(ReferenceForm.Of(unversioned, knownBases) ?? Nameless);
                }

                break;
        }
    }

    private static string? Unversioned(string canonical) =>
        canonical.LastIndexOf('|') is var bar and > 0 ? canonical[..bar] : null;

    private static string? TextOf(Base element) => (element as PrimitiveType)?.JsonValue as string;

    private void Code(Coding coding)
    {
        Token(coding.Code, coding.System);
        Text(coding.Display);
    }

    private void Token(string? code, string? system) =>
        Add(entries.Tokens, (definition.Number, TextForm.Cut(code ?? string.Empty), TextForm.Cut(system ?? string.Empty)));

    private void Reference(string target) => Add(entries.References, (definition.Number, target));

    private void Text(string? text)
    {
        if (!string.IsNullOrWhiteSpace(text))
        {
            Add(entries.Texts, (definition.Number, TextForm.Cut(TextForm.Fold(text)), TextForm.Cut(text)));
        }
    }

    // A uri is compared as it is: folded is the value itself.
    private void Uri(string uri) => Add(entries.Texts, (definition.Number, TextForm.Cut(uri), string.Empty));

    // Entries of one parameter are written in a row, so that an equal one is among the last.
    private static void Add<TEntry>(List<TEntry> list, TEntry entry)
        where TEntry : IEquatable<TEntry>
    {
        if (!list.Contains(entry))
        {
            list.Add(entry);
        }
    }
}
