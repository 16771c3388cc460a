using System.Security.Cryptography;
using System.Text.Json;
using SmartApp.Launch;

namespace SmartApp.Drafts;

/// <summary>Which draft: of whom at which EHR, in whose chart, in answer to what. The same in each tab and after each sign-in.</summary>
/// <param name="Digest">A digest of these, so that the table names nobody.</param>
internal readonly record struct DraftKey(string Digest)
{
    /// <summary>What begins a conversation answers this.</summary>
    public const string New = "new";

    /// <param name="launch">Says who writes, and where.</param>
    /// <param name="chart">The id of the patient whose chart it is for.</param>
    /// <param name="answers">What it answers, as <c>Type/id</c>, or <see cref="New"/>.</param>
    public static DraftKey Of(LaunchState launch, string? chart, string answers = New) => new(Convert.ToHexStringLower(
        // As JSON, so that no two lists of parts read the same.
        SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes<string?[]>([launch.Ehr, launch.User, chart, answers]))));
}
