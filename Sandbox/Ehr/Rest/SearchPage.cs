namespace Sandbox.Ehr.Rest;

/// <summary>One page of what a search found.</summary>
/// <param name="Total">All matches, on this page or not; none where counting would cost more than searching.</param>
/// <param name="Entries">The matches of this page.</param>
/// <param name="Next">Where the next page starts; none on the last.</param>
internal sealed record SearchPage(int? Total, IReadOnlyList<(string Id, byte[] Content)> Entries, PagePlace? Next);
