using System.Collections.Frozen;
using System.Collections.Immutable;
using Gateway.Search.Indexing;
using Hl7.Fhir.Model;

namespace Gateway.Search.Definitions;

/// <summary>A search parameter of one resource type, as it is offered, indexed and searched.</summary>
internal sealed record SearchDefinition(string Type, string Code, SearchParamType Kind, string Expression, string Url)
{
    /// <summary>What a reference may point to; empty for other kinds.</summary>
    public ImmutableArray<string> Targets { get; init; } = [];

    /// <summary>The number under which its entries are stored.</summary>
    public int Number { get; init; } = ParameterNumber.Of(Type, Code);

    /// <summary>The number under which an identifier is stored together with its type, for <c>:of-type</c>.</summary>
    public int TypedNumber { get; init; } = ParameterNumber.Of(Type, $"{Code}:of-type");

    /// <summary>Where its references are stored: with those of a wider parameter, when it only narrows that one's targets.</summary>
    public int LiteralNumber { get; init; } = ParameterNumber.Of(Type, Code);

    /// <summary>The only type of target that counts, of the entries it shares with a wider parameter.</summary>
    public string? OnlyTarget { get; init; }

    /// <summary>The way to its elements.</summary>
    public required ElementPath Path { get; init; }

    /// <summary>For an element of type <c>code</c>: the system of each code, which the element leaves unsaid.</summary>
    public FrozenDictionary<string, string>? ImpliedSystems => Path.ImpliedSystems;

    /// <summary>Its elements name a definition by url and version, not a resource by its place.</summary>
    public bool IsCanonical => Path.IsCanonical;

    /// <summary>It leads from a resource to another of its own type: answers to answers make a thread.</summary>
    public bool IsThreaded => Targets is [var only] && only == Type;

    /// <summary>True for the date by which its type is usually sorted: its low end is the row's <c>Occurred</c>.</summary>
    public bool IsMainDate => MainDates.IsMain(Type, Code);

    /// <summary>Also what lacks it gets an entry, so that asking for its absence stays as cheap as asking for a value.</summary>
    /// <remarks>Conversations begin where this one is absent: each inbox asks for that, always.</remarks>
    public bool IndexesAbsence => Type == "Communication" && Code == "in-response-to";

    /// <summary>It has entries of its own.</summary>
    public bool IsIndexed => !IsOfRow && OnlyTarget is null;

    /// <summary>Asked of the resource's own row: no entries.</summary>
    public bool IsOfRow => Code is "_id" or "_lastUpdated";

    /// <summary>Names of people are not sorted by: a page's continuation would carry them into addresses and logs.</summary>
    /// <remarks>The audit trail lies in the order of time, and in no other.</remarks>
    public bool IsSortable => Kind switch
    {
        SearchParamType.Date => true,
        SearchParamType.Token => !SearchParameters.IsOfTrail(Type),
        SearchParamType.String => Type == "Questionnaire",
        _ => false,
    };
}
