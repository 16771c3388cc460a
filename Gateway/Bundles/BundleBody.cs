using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Gateway.Resources;
using Gateway.Rest;
using Hl7.Fhir.Model;

namespace Gateway.Bundles;

/// <summary>A posted Bundle: what was parsed, and the faults of each entry apart from those of the whole.</summary>
/// <param name="Bundle">The bundle; entries with faults must not be looked into.</param>
/// <param name="Faults">What is wrong within entries, by their index.</param>
internal sealed partial record BundleBody(Bundle Bundle, ImmutableDictionary<int, ImmutableArray<Issue>> Faults)
{
    /// <summary>Everything that is wrong within entries.</summary>
    public ImmutableArray<Issue> AllFaults => [.. Faults.OrderBy(entry => entry.Key).SelectMany(entry => entry.Value)];

    /// <summary>Reads a body; refuses it if more is wrong with it than single entries.</summary>
    public static async ValueTask<(BundleBody? Body, Refused? Objection)> ReadAsync(HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        if (FhirBody.ObjectionTo(request) is { } objection)
        {
            return (null, objection);
        }

        var body = await FhirBody.ReadAsync(request, limit, cancellationToken);
        var isSound = body.TryParse<Bundle>(out var bundle, out var issues);
        if (bundle is null || (!isSound && issues.IsEmpty) || issues.Any(issue => EntryOf(issue) is null))
        {
            return (null, new Refused(StatusCodes.Status400BadRequest, issues));
        }

        return (new BundleBody(bundle, issues.GroupBy(issue => EntryOf(issue)!.Value).ToImmutableDictionary(entry => entry.Key, entry => entry.ToImmutableArray())), null);
    }

    private static int? EntryOf(Issue issue) => EntryPath().Match(issue.Expression ?? string.Empty) is { Success: true } match
        ? int.Parse(match.Groups["index"].Value, CultureInfo.InvariantCulture)
        : null;

    [GeneratedRegex(@"^Bundle\.entry\[(?<index>[0-9]{1,6})\]")]
    private static partial Regex EntryPath();
}
