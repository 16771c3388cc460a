using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Hl7.Fhir.FhirPath;
using Hl7.Fhir.Introspection;
using Hl7.Fhir.Model;
using Hl7.Fhir.Utility;

namespace Gateway.Search.Indexing;

/// <summary>The way from a resource to the elements a search parameter means.</summary>
/// <remarks>
/// Nearly all parameters' FHIRPath is a walk over element names: those are walked on the object model, some fifty times
/// faster than FHIRPath is evaluated. The rest is evaluated.
/// </remarks>
internal sealed partial class ElementPath
{
    private readonly PathStep[][] branches;
    private readonly string? evaluated;

    private ElementPath(PathStep[][] branches, string? evaluated, FrozenDictionary<string, string>? impliedSystems) =>
        (this.branches, this.evaluated, ImpliedSystems) = (branches, evaluated, impliedSystems);

    /// <summary>Whether the path is walked; false when it is left to the FHIRPath evaluator.</summary>
    public bool IsWalked => evaluated is null;

    /// <summary>For elements of type <c>code</c>: the system of each code (empty when the type lists none); null for all other elements.</summary>
    public FrozenDictionary<string, string>? ImpliedSystems { get; }

    /// <summary>Whether the elements are canonicals.</summary>
    public bool IsCanonical { get; private init; }

    public static bool StartsAt(string branch, string type) =>
        RootOf().Match(branch) is { Success: true } match && (match.Groups["type"].Value == type || match.Groups["type"].Value == "Resource");

    public static ElementPath Of(string type, string expression)
    {
        var branches = expression.Split('|', StringSplitOptions.TrimEntries).Select(Parse).ToArray();
        return Array.Exists(branches, branch => branch is null)
            ? new ElementPath([], expression, null)
            : new ElementPath(branches!, null, SystemsOf(type, branches!))
            {
                IsCanonical = Array.TrueForAll(branches, branch => EndOf(type, branch!) == typeof(Canonical)),
            };
    }

    /// <summary>Adds the elements to <paramref name="found"/>.</summary>
    public void Select(Resource resource, List<Base> found)
    {
        if (evaluated is not null)
        {
            found.AddRange(resource.Select(evaluated).OfType<Base>());
            return;
        }

        foreach (var branch in branches)
        {
            Walk(resource, branch, found);
        }
    }

    private static void Walk(Base node, ReadOnlySpan<PathStep> steps, List<Base> found)
    {
        if (steps.IsEmpty)
        {
            found.Add(node);
            return;
        }

        var rest = steps[1..];
        switch (steps[0])
        {
            case PathStep.Child child when node.TryGetValue(child.Name, out var value):
                WalkChildren(value, rest, found);
                break;
            case PathStep.OfType kind when node.TypeName == kind.Type:
            case PathStep.ToType target when node is ResourceReference reference && ReferenceForm.PointsTo(reference, target.Type):
                Walk(node, rest, found);
                break;
        }
    }

    private static void WalkChildren(object? value, ReadOnlySpan<PathStep> rest, List<Base> found)
    {
        if (value is Base only)
        {
            Walk(only, rest, found);
        }
        else if (value is IReadOnlyList<Base> several)
        {
            for (var i = 0; i < several.Count; i++)
            {
                Walk(several[i], rest, found);
            }
        }
    }

    private static PathStep[]? Parse(string branch)
    {
        var match = Branch().Match(branch);
        if (!match.Success)
        {
            return null;
        }

        var steps = match.Groups["step"].Captures.Select(step => ParseStep(step.Value));
        return match.Groups["as"] is { Success: true } kind ? [.. steps, new PathStep.OfType(kind.Value)] : [.. steps];
    }

    private static PathStep ParseStep(string step)
    {
        var type = step.IndexOf('(', StringComparison.Ordinal) is var open and >= 0 ? step[(open + 1)..].TrimEnd(')') : null;
        return type switch
        {
            null => new PathStep.Child(step),
            _ when step.StartsWith("where", StringComparison.Ordinal) => new PathStep.ToType(type[(type.LastIndexOf(' ') + 1)..]),
            _ => new PathStep.OfType(type),
        };
    }

    private static FrozenDictionary<string, string>? SystemsOf(string type, PathStep[][] branches)
    {
        var ends = branches.Select(branch => EndOf(type, branch)).ToArray();
        if (!Array.TrueForAll(ends, end => end is not null && end.IsAssignableTo(typeof(PrimitiveType)) && IsCode(end)))
        {
            return null;
        }

        return ends.Where(end => end!.IsGenericType)
            .SelectMany(end => Enum.GetValues(end!.GetGenericArguments()[0]).Cast<Enum>())
            .DistinctBy(value => value.GetLiteral())
            .ToFrozenDictionary(value => value.GetLiteral()!, value => value.GetSystem() ?? string.Empty);
    }

    private static bool IsCode(Type type) => type == typeof(Code) || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Code<>));

    private static Type? EndOf(string type, PathStep[] branch)
    {
        PropertyMapping? at = null;
        foreach (var step in branch.OfType<PathStep.Child>())
        {
            var parent = at is null ? ModelInfo.ModelInspector.FindClassMapping(type) : at.PropertyTypeMapping;
            at = parent?.FindMappedElementByName(step.Name);
            if (at is null)
            {
                return null;
            }
        }

        return at?.ImplementingType;
    }

    [GeneratedRegex(@"^\(?(?<type>\w+)\.")]
    private static partial Regex RootOf();

    // (Type.a.b as X)   Type.a.where(resolve() is X)   Type.a.as(X)   Type.a.ofType(X)
    [GeneratedRegex(@"^(?<open>\()?\w+(\.(?<step>[a-z]\w*|where\(resolve\(\) is \w+\)|(as|ofType)\(\w+\)))+( as (?<as>\w+))?(?(open)\))$")]
    private static partial Regex Branch();
}
