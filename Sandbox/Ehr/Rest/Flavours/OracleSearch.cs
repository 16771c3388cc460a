using System.Text.Json;
using Microsoft.Extensions.Primitives;
using Sandbox.Ehr.Access;
using Sandbox.Ehr.Records;

namespace Sandbox.Ehr.Rest.Flavours;

/// <summary>The one search that an EHR in Oracle's manner has: category, recipient and received together, a thousand at most.</summary>
internal static class OracleSearch
{
    private const int Most = 1000;

    public static FhirAnswer Run(EhrRecords records, IEnumerable<KeyValuePair<string, StringValues>> parameters, Reach reach, string fhirBase)
    {
        var asked = parameters.ToDictionary(parameter => parameter.Key, parameter => parameter.Value.ToString(), StringComparer.Ordinal);
        if (asked.Keys.FirstOrDefault(name => name is not ("category" or "recipient" or "received" or "_count")) is { } unknown)
        {
            return Missing($"'{unknown}' is not a search parameter here.");
        }

        if (!asked.TryGetValue("category", out var categories) || !asked.TryGetValue("recipient", out var recipient) || !asked.TryGetValue("received", out var received)
            || !received.StartsWith("ge", StringComparison.Ordinal) || !received.Contains('T', StringComparison.Ordinal) || !DateSpan.TryParse(received[2..], out var since))
        {
            return Missing("A search needs category, recipient and received (ge, with a time).");
        }

        var (request, issues) = SearchRequest.Parse("Communication", fhirBase, [new("recipient", recipient), new("_count", $"{Most}")]);
        if (request is null)
        {
            return FhirAnswer.Error(StatusCodes.Status400BadRequest, issues);
        }

        var found = CommunicationSearch.Run(records, request, reach).Entries.Where(entry => Fits(entry.Content, categories.Split(','), since.From)).ToList();
        return new FhirAnswer(StatusCodes.Status200OK, SearchBundle.Write(request, new SearchPage(found.Count, found, null), fhirBase));
    }

    private static bool Fits(byte[] content, string[] categories, DateTimeOffset since)
    {
        using var document = JsonDocument.Parse(content);
        var root = document.RootElement;
        return root.TryGetProperty("meta", out var meta) && meta.TryGetProperty("lastUpdated", out var filed) && filed.GetDateTimeOffset() >= since
            && ElementValues.At(root, "category.coding").Any(coding =>
                coding.TryGetProperty("system", out var system) && coding.TryGetProperty("code", out var code) && categories.Contains($"{system}|{code}"));
    }

    private static FhirAnswer Missing(string sentence) =>
        FhirAnswer.Error(StatusCodes.Status400BadRequest, new EhrIssue(EhrCode.InvalidParameter, "required", sentence));
}
