using System.Collections.Immutable;
using Fhir.Profiles.Structures;
using Hl7.Fhir.Model;

namespace Fhir.Profiles.Validation;

/// <summary>Checks a resource against R4 itself and against profiles. Thread safe; what a profile asks is compiled once.</summary>
public static class ProfileValidator
{
    private static readonly StructureCache Structures = new(DefinitionResolver.Shared);

    /// <summary>Everything by which the resource breaks R4 or one of the profiles; empty if it is valid.</summary>
    public static ImmutableArray<ValidationIssue> Validate(Resource resource, params IEnumerable<string> profiles) =>
        Validate(resource, profiles, Structures);

    /// <summary>
    /// What <c>$validate</c> answers: R4, the profile asked for, and of the profiles that the resource itself claims those that
    /// are known here. A profile that was asked for and is unknown is an error.
    /// </summary>
    public static ImmutableArray<ValidationIssue> ValidateClaims(Resource resource, string? profile = null)
    {
        ArgumentNullException.ThrowIfNull(resource);
        var claimed = (resource.Meta?.Profile ?? []).OfType<string>().Where(claim => Structures.Find(claim) is not null);
        return Validate(resource, [.. profile is null ? [] : (string[])[profile], .. claimed], Structures);
    }

    internal static ImmutableArray<ValidationIssue> Validate(Resource resource, IEnumerable<string> profiles, StructureCache structures)
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(profiles);
        var findings = new Findings();
        var root = PocoNodeOrList.Root(resource);
        var walk = new ElementWalk(structures, findings);
        walk.CheckR4(root);
        foreach (var profile in profiles.Distinct(StringComparer.Ordinal))
        {
            CheckProfile(root, profile, structures, walk, findings);
        }

        return findings.Drain();
    }

    private static void CheckProfile(PocoNode root, string profile, StructureCache structures, ElementWalk walk, Findings findings)
    {
        if (structures.Find(profile) is not { } structure)
        {
            findings.Error(OperationOutcome.IssueType.NotFound, "The profile to validate against is not known here.", root.Poco.TypeName);
        }
        else if (!Ancestry.Of(root.Poco.GetType()).Contains(structure.Type))
        {
            findings.Error(
                OperationOutcome.IssueType.Invalid, $"The profile is one of {structure.Type}, and the resource is of another type.", root.Poco.TypeName);
        }
        else
        {
            walk.CheckStructure(root, structure);
        }
    }
}
