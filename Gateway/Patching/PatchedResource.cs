using System.Collections.Immutable;
using Gateway.Resources;
using Hl7.Fhir.Model;

namespace Gateway.Patching;

/// <summary>Judges what a patch made: it must be valid FHIR, read as strictly as a client's, and still be the same resource.</summary>
internal static class PatchedResource
{
    public static Patched Judge(Resource before, ReadOnlyMemory<byte> after)
    {
        if (!FhirJson.TryReparse(after, out var resource, out var issues))
        {
            return new Patched.Refused([.. issues.Select(issue => issue with { Expression = ElementPath.Known(before.TypeName, issue.Expression ?? before.TypeName) })]);
        }

        return IdentityIssues(before, resource) is { IsEmpty: false } changed ? new Patched.Refused(changed) : new Patched.Changed(resource);
    }

    /// <summary>A patch that makes another type of resource, or none that FHIR knows.</summary>
    public static Patched.Refused OfAnotherType() => new([Kept("resourceType")]);

    private static ImmutableArray<Issue> IdentityIssues(Resource before, Resource after)
    {
        var type = before.TypeName;
        var issues = ImmutableArray.CreateBuilder<Issue>();
        if (after.Id != before.Id)
        {
            issues.Add(Kept($"{type}.id"));
        }

        if (after.Meta?.VersionId != before.Meta?.VersionId)
        {
            issues.Add(Kept($"{type}.meta.versionId"));
        }

        if (after.Meta?.LastUpdated != before.Meta?.LastUpdated)
        {
            issues.Add(Kept($"{type}.meta.lastUpdated"));
        }

        return issues.DrainToImmutable();
    }

    private static Issue Kept(string expression) => new(
        OperationOutcome.IssueType.BusinessRule, "The server gives a resource its type, id, version and time of change: a patch cannot touch them.", expression);
}
