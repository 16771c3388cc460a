using System.Text;
using System.Text.Json.Nodes;
using Gateway.Patching;
using Gateway.Resources;
using Hl7.Fhir.Model;

namespace Gateway.Tests.Patching;

/// <summary>What patches are tried on, and what came of them.</summary>
internal static class APatch
{
    /// <summary>Stands wherever the resource or the patch holds text; no issue may say it.</summary>
    public const string Canary = "zebra-canary";

    public static Communication Stored() => (Communication)Parse(
        """
        {
          "resourceType": "Communication", "id": "m1",
          "meta": { "versionId": "3", "lastUpdated": "2026-11-22T10:00:00Z", "tag": [{ "system": "http://example.org", "code": "a" }] },
          "contained": [{ "resourceType": "Patient", "id": "p", "name": [{ "family": "zebra-canary" }] }],
          "extension": [{ "url": "http://example.org/x", "valueString": "zebra-canary" }],
          "status": "in-progress", "priority": "urgent",
          "subject": { "reference": "Patient/anna", "display": "zebra-canary" },
          "sent": "2026-11-22T09:00:00Z",
          "payload": [{ "contentString": "zebra-canary one" }, { "id": "second", "contentString": "zebra-canary two" }],
          "note": [{ "text": "zebra-canary a" }, { "text": "zebra-canary b" }, { "text": "zebra-canary c" }]
        }
        """);

    public static Resource Parse(string json)
    {
        Assert.True(FhirJson.TryParse<Resource>(Encoding.UTF8.GetBytes(json), out var resource, out var issues), string.Join("; ", issues.Select(issue => issue.Sentence)));
        return resource;
    }

    public static JsonNode Json(Resource resource) => JsonNode.Parse(FhirJson.Serialize(resource))!;

    public static Patch Readable(PatchReading reading) => reading switch
    {
        PatchReading.Readable readable => readable.Patch,
        PatchReading.Malformed malformed => throw new InvalidOperationException(string.Join("; ", malformed.Issues.Select(issue => $"{issue.Expression}: {issue.Sentence}"))),
        _ => throw new InvalidOperationException("unsupported"),
    };

    public static Resource Changed(Patched patched) => patched switch
    {
        Patched.Changed changed => changed.After,
        Patched.Refused refused => throw new InvalidOperationException(string.Join("; ", refused.Issues.Select(issue => $"{issue.Expression}: {issue.Sentence}"))),
        _ => throw new InvalidOperationException(),
    };

    /// <summary>The issues, after a look that each says where and that none repeats what the resource or the patch says.</summary>
    public static IReadOnlyList<Issue> Discreet(IReadOnlyList<Issue> issues)
    {
        Assert.NotEmpty(issues);
        Assert.All(issues, issue =>
        {
            Assert.False(string.IsNullOrEmpty(issue.Expression));
            Assert.DoesNotContain(Canary, issue.Sentence, StringComparison.Ordinal);
            Assert.DoesNotContain(Canary, issue.Expression, StringComparison.Ordinal);
        });
        return issues;
    }
}
