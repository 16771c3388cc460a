using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Fhir.Profiles.Structures;
using Hl7.Fhir.Model;
using Hl7.Fhir.Specification.Source;

namespace Fhir.Profiles.Validation;

/// <summary>Compiles a StructureDefinition's snapshot, or its differential where it has none, into a tree of rules.</summary>
internal sealed class StructureCompiler(IResourceResolver resolver)
{
    public Structure Compile(StructureDefinition definition)
    {
        var root = new Branch(string.Empty);
        foreach (var element in definition.Snapshot?.Element ?? definition.Differential?.Element ?? [])
        {
            root.Place((element.ElementId ?? element.Path!).Split('.').AsSpan(1), element);
        }

        return new Structure(
            definition.Url!,
            definition.Type!,
            Rule(root),
            definition.BaseDefinition is { } parent && !parent.StartsWith(R4Structures.Prefix, StringComparison.Ordinal) ? parent : null,
            [.. definition.Context.Select(ContextOf)],
            root.Element?.IsModifier is true);
    }

    private ElementRule Rule(Branch branch)
    {
        var element = branch.Element;
        return new ElementRule
        {
            Name = branch.Name,
            Min = element?.Min ?? 0,
            Max = element?.Max is { } max and not "*" ? int.Parse(max, CultureInfo.InvariantCulture) : null,
            Types = [.. (element?.Type ?? []).Select(TypeOf)],
            Fixed = element?.Fixed,
            Pattern = element?.Pattern,
            Codes = element?.Binding is { Strength: BindingStrength.Required, ValueSet: { } valueSet } ? ValueSets.Expand(valueSet, resolver) : null,
            Invariants = [.. (element?.Constraint ?? []).Where(constraint => constraint.Expression is not null).Select(InvariantOf)],
            Children = branch.Children.ToFrozenDictionary(child => child.Key, child => Rule(child.Value), StringComparer.Ordinal),
            Slicing = SlicingOf(branch),
            SameAs = element?.ContentReference?.TrimStart('#'),
        };
    }

    private Slicing? SlicingOf(Branch branch)
    {
        if (branch.Slices.Count == 0)
        {
            return null;
        }

        var declared = branch.Element?.Slicing;
        return new Slicing(
            declared?.Rules == ElementDefinition.SlicingRules.Closed,
            [.. branch.Slices.Select(slice => SliceOf(slice.Key, Rule(slice.Value), declared))]);
    }

    // Extensions are sliced by their url, said or not (R4, profiling).
    private static Slice SliceOf(string name, ElementRule rule, ElementDefinition.SlicingComponent? declared)
    {
        ImmutableArray<Discriminator> discriminators = declared is null
            ? [DiscriminatorCompiler.ByUrl(rule)]
            : [.. declared.Discriminator.Select(discriminator => DiscriminatorCompiler.Compile(discriminator, rule))];
        return new Slice(name, discriminators, rule);
    }

    private static TypeRule TypeOf(ElementDefinition.TypeRefComponent type) => new(
        type.Code!,
        [.. type.TargetProfile.OfType<string>().Select(TypeBehind).OfType<string>()],
        [.. type.Profile.OfType<string>()]);

    private static string? TypeBehind(string profile) =>
        profile.StartsWith(R4Structures.Prefix, StringComparison.Ordinal) ? profile[R4Structures.Prefix.Length..]
        : ProfileLibrary.FindByCanonical(profile) is { Type: "StructureDefinition" } ours ? ((StructureDefinition)ProfileLibrary.Parse(ours)).Type
        : null;

    private static Invariant InvariantOf(ElementDefinition.ConstraintComponent constraint) => new(
        constraint.Key!,
        constraint.Severity != ConstraintSeverity.Warning,
        constraint.Human!,
        NativeInvariants.Find(constraint.Key!) ?? Invariant.Compile(constraint.Expression!));

    private static ExtensionContext ContextOf(StructureDefinition.ContextComponent context) => context.Type switch
    {
        StructureDefinition.ExtensionContextType.Extension => new ExtensionContext.WithinExtension(context.Expression!),
        StructureDefinition.ExtensionContextType.Fhirpath => new ExtensionContext.OnSelected(FhirPathExpressions.Compile(context.Expression!)),
        _ => new ExtensionContext.OnElement(context.Expression!),
    };

    /// <summary>The definitions of one element, of its slices and of what is below it, as the flat list puts them in a tree.</summary>
    private sealed class Branch(string name)
    {
        public string Name { get; } = name;

        public ElementDefinition? Element { get; private set; }

        public Dictionary<string, Branch> Children { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, Branch> Slices { get; } = new(StringComparer.Ordinal);

        public void Place(ReadOnlySpan<string> path, ElementDefinition element)
        {
            if (path.IsEmpty)
            {
                Element = element;
                return;
            }

            var parts = path[0].Split(':');
            var child = At(Children, parts[0].Replace("[x]", string.Empty, StringComparison.Ordinal));
            (parts.Length > 1 ? At(child.Slices, parts[1]) : child).Place(path[1..], element);
        }

        private static Branch At(Dictionary<string, Branch> branches, string name)
        {
            if (!branches.TryGetValue(name, out var branch))
            {
                branches[name] = branch = new Branch(name);
            }

            return branch;
        }
    }
}
