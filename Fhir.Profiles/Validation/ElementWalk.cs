using Hl7.Fhir.Model;
using IssueType = Hl7.Fhir.Model.OperationOutcome.IssueType;

namespace Fhir.Profiles.Validation;

/// <summary>Walks a resource along compiled rules, and tells what breaks them.</summary>
internal sealed class ElementWalk(StructureCache structures, Findings findings)
{
    private readonly ExtensionCheck extensions = new(structures, findings);

    /// <summary>Checks a value by R4's own definition of its type, and everything in it by the definition of each one's type.</summary>
    public void CheckR4(PocoNode node)
    {
        if (IsPlainValue(node.Poco))
        {
            return;
        }

        var structure = structures.OfType(node.Poco.TypeName);
        CheckInvariants(node, structure.Root);
        CheckChildren(node, structure.Root, structure);
        if (node.Poco is Extension extension && extensions.StructureOf(node, extension) is { } known)
        {
            CheckStructure(node, known);
        }
    }

    /// <summary>Checks a value by a profile, and by the profiles that one restricts.</summary>
    public void CheckStructure(PocoNode node, Structure structure)
    {
        CheckInvariants(node, structure.Root);
        CheckChildren(node, structure.Root, null);
        if (structure.Parent is { } parent && structures.Find(parent) is { } restricted)
        {
            CheckStructure(node, restricted);
        }
    }

    // Most values are a primitive without id or extension: the parser has checked them, and no invariant is about them.
    private static bool IsPlainValue(Base value) =>
        value is PrimitiveType { HasElements: false, JsonValue: not null } and not XHtml;

    // `whole` is the R4 structure the rule is part of, when it is R4 that is checked; null for a profile.
    private void CheckChildren(PocoNode node, ElementRule rule, Structure? whole)
    {
        var present = ChildrenOf(node);
        foreach (var child in rule.Children.Values)
        {
            var values = present.GetValueOrDefault(child.Name, []);
            CheckCount(node, child.Name, null, child, values.Count);
            foreach (var value in values)
            {
                CheckValue(value, child, whole);
            }

            if (child.Slicing is { } slicing)
            {
                CheckSlices(node, child.Name, slicing, values);
            }
        }
    }

    private void CheckValue(PocoNode value, ElementRule rule, Structure? whole)
    {
        ValueCheck.Check(value, rule, findings);
        TypeCheck.Check(value, rule, findings);
        if (whole is null)
        {
            CheckInvariants(value, rule);
            CheckTypeProfiles(value, rule);
            CheckChildren(value, rule, null);
            return;
        }

        var recurring = rule.SameAs is { } path ? whole.At(path) : rule;
        CheckInvariants(value, recurring);
        if (recurring.Children.Count > 0)
        {
            CheckChildren(value, recurring, whole);
        }
        else
        {
            CheckR4(value);
        }
    }

    private void CheckTypeProfiles(PocoNode value, ElementRule rule)
    {
        foreach (var profile in rule.Types.Where(type => type.Code == value.Poco.TypeName && type.Profiles.Length == 1).Select(type => type.Profiles[0]))
        {
            if (structures.Find(profile) is { } structure)
            {
                CheckStructure(value, structure);
            }
        }
    }

    private void CheckSlices(PocoNode holder, string name, Slicing slicing, IReadOnlyList<PocoNode> values)
    {
        var members = values.ToLookup(value => slicing.Slices.FirstOrDefault(slice => slice.Discriminators.All(discriminator => discriminator.IsMet(value))));
        foreach (var slice in slicing.Slices)
        {
            CheckCount(holder, name, slice.Name, slice.Rule, members[slice].Count());
            foreach (var member in members[slice])
            {
                CheckValue(member, slice.Rule, null);
            }
        }

        foreach (var stray in slicing.Closed ? members[null] : [])
        {
            findings.Error(IssueType.Structure, "The profile has no place for this value: it allows only what it names.", Places.ExpressionOf(stray));
        }
    }

    private void CheckCount(PocoNode holder, string name, string? slice, ElementRule rule, int count)
    {
        var what = slice is null ? name : $"{name} '{slice}'";
        if (count < rule.Min)
        {
            var sentence = rule.Min == 1 ? $"{what} is needed here." : $"At least {rule.Min} of {what} are needed here.";
            findings.Error(IssueType.Required, sentence, $"{Places.ExpressionOf(holder)}.{name}");
        }
        else if (count > rule.Max)
        {
            var sentence = rule.Max == 0 ? $"{what} is not allowed here." : $"At most {rule.Max} of {what} may be here.";
            findings.Error(IssueType.Structure, sentence, $"{Places.ExpressionOf(holder)}.{name}");
        }
    }

    private void CheckInvariants(PocoNode node, ElementRule rule)
    {
        foreach (var invariant in rule.Invariants)
        {
            InvariantCheck.Check(node, invariant, findings);
        }
    }

    private static Dictionary<string, IReadOnlyList<PocoNode>> ChildrenOf(PocoNode node)
    {
        var children = new Dictionary<string, IReadOnlyList<PocoNode>>(StringComparer.Ordinal);
        foreach (var child in node.Children())
        {
            children[child.Name!] = [.. child];
        }

        return children;
    }
}
