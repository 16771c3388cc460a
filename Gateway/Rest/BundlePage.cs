using System.Collections.Immutable;
using Hl7.Fhir.Model;

namespace Gateway.Rest;

/// <summary>A Bundle on its way out: its entries hold the stored bytes, so that a page of JSON is written without parsing any.</summary>
internal sealed record BundlePage(Bundle.BundleType Type, DateTimeOffset Timestamp)
{
    /// <summary>The bundle's own id, if it has one.</summary>
    public string? Id { get; init; }

    /// <summary>How many match in all; of search results and history only.</summary>
    public int? Total { get; init; }

    public ImmutableArray<PageLink> Links { get; init; } = [];

    public ImmutableArray<PageEntry> Entries { get; init; } = [];
}

/// <summary>A link of a page: <c>self</c>, <c>next</c> and so on, as an absolute address.</summary>
internal readonly record struct PageLink(string Relation, string Url);

/// <summary>One entry of a page.</summary>
internal sealed record PageEntry
{
    /// <summary>The absolute address of the resource, without a version.</summary>
    public string? FullUrl { get; init; }

    /// <summary>The resource's FHIR JSON; empty where there is none, as for a deleted version.</summary>
    public ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>Why a search found it.</summary>
    public Bundle.SearchEntryMode? Mode { get; init; }

    /// <summary>What made this version; of history only.</summary>
    public PageRequest? Request { get; init; }

    /// <summary>What became of it; of history, batches and transactions.</summary>
    public PageResponse? Response { get; init; }
}

/// <summary>The interaction that made a version.</summary>
internal sealed record PageRequest(Bundle.HTTPVerb Method, string Url);

/// <summary>The answer to one interaction.</summary>
/// <param name="Status">The HTTP status, as in <c>201</c> or <c>201 Created</c>.</param>
internal sealed record PageResponse(string Status)
{
    public string? Location { get; init; }

    public string? ETag { get; init; }

    public DateTimeOffset? LastModified { get; init; }

    /// <summary>FHIR JSON of an OperationOutcome; empty if there is none.</summary>
    public ReadOnlyMemory<byte> Outcome { get; init; }
}
