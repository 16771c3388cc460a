using System.Text.Json;
using System.Text.Json.Serialization;
using Gateway.Storage;

namespace Gateway.Policies.Versions;

/// <summary>A version of the policy as operators see it.</summary>
internal sealed record PolicyVersionDocument
{
    public required int Number { get; init; }

    /// <summary>What decisions cite.</summary>
    public required string Version { get; init; }

    /// <summary>draft, planned, inForce, paused (another one is in force for a time) or retired.</summary>
    public required string Status { get; init; }

    /// <summary>The earlier version that this one brings back.</summary>
    public int? MadeFrom { get; init; }

    public required string CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }

    public string? ActivatedBy { get; init; }

    public DateTimeOffset? ActivatedAt { get; init; }

    public DateTimeOffset? EffectiveFrom { get; init; }

    public DateTimeOffset? EffectiveUntil { get; init; }

    /// <summary>For If-Match.</summary>
    public required string ETag { get; init; }

    /// <summary>The policy; in lists it is left out.</summary>
    public JsonElement Document { get; init; }

    /// <param name="row">The version.</param>
    /// <param name="inForce">The number of the version in force.</param>
    /// <param name="now">Now.</param>
    /// <param name="withDocument">With the policy itself.</param>
    public static PolicyVersionDocument Of(PolicyVersion row, int? inForce, DateTimeOffset now, bool withDocument) => new()
    {
        Number = row.Number,
        Version = row.Name,
        Status = row.Status switch
        {
            PolicyStatus.Draft => "draft",
            PolicyStatus.Active when row.Number == inForce => "inForce",
            PolicyStatus.Active when !PolicyVersionsReader.TermOf(row).HasBegun(now) => "planned",
            PolicyStatus.Active when PolicyVersionsReader.TermOf(row).HasEnded(now) => "retired",
            PolicyStatus.Active => "paused",
            PolicyStatus.Retired => "retired",
        },
        MadeFrom = row.MadeFrom,
        CreatedBy = row.CreatedBy,
        CreatedAt = row.CreatedAt,
        ChangedAt = row.ChangedAt,
        ActivatedBy = row.ActivatedBy,
        ActivatedAt = row.ActivatedAt,
        EffectiveFrom = row.EffectiveFrom,
        EffectiveUntil = row.EffectiveUntil,
        ETag = PolicyTags.TextOf(row),
        Document = withDocument ? JsonDocument.Parse(row.Document).RootElement : default,
    };
}

/// <summary>All versions, the newest first.</summary>
internal sealed record PolicyListing(int? InForce, IReadOnlyList<PolicyVersionDocument> Versions);

/// <summary>How these are written.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(PolicyVersionDocument))]
[JsonSerializable(typeof(PolicyListing))]
internal sealed partial class PolicyJson : JsonSerializerContext;
