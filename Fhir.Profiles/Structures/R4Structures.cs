using Hl7.Fhir.Introspection;
using Hl7.Fhir.Model;

namespace Fhir.Profiles.Structures;

/// <summary>
/// R4's own StructureDefinitions as far as validation needs them, derived from the SDK's model: the package that holds the
/// published ones is not on our feed. Each carries a snapshot with cardinalities, types, targets, required bindings and invariants.
/// </summary>
internal static class R4Structures
{
    public const string Prefix = "http://hl7.org/fhir/StructureDefinition/";

    private static readonly ModelInspector Model = ModelInfo.ModelInspector;

    /// <summary>The definition of an R4 type by its canonical address, or null if R4 has no such type.</summary>
    public static StructureDefinition? Find(string canonical) =>
        canonical.StartsWith(Prefix, StringComparison.Ordinal)
        && Model.FindClassMapping(canonical[Prefix.Length..]) is { IsBackboneType: false, IsCodeOfT: false } mapping
            ? Describe(mapping)
            : null;

    private static StructureDefinition Describe(ClassMapping mapping) => new()
    {
        Id = mapping.Name,
        Url = Prefix + mapping.Name,
        Name = mapping.Name,
        Status = PublicationStatus.Active,
        FhirVersion = FHIRVersion.N4_0_1,
        Kind = KindOf(mapping),
        Abstract = mapping.IsAbstract ?? mapping.NativeType.IsAbstract,
        Type = mapping.Name,
        BaseDefinition = ParentOf(mapping) is { } parent ? Prefix + parent : null,
        Derivation = ParentOf(mapping) is null ? null : StructureDefinition.TypeDerivationRule.Specialization,
        Snapshot = new StructureDefinition.SnapshotComponent { Element = [.. new Writer(mapping).Elements()] },
    };

    private static StructureDefinition.StructureDefinitionKind KindOf(ClassMapping mapping) => mapping switch
    {
        { IsResource: true } => StructureDefinition.StructureDefinitionKind.Resource,
        { IsFhirPrimitive: true } => StructureDefinition.StructureDefinitionKind.PrimitiveType,
        _ => StructureDefinition.StructureDefinitionKind.ComplexType,
    };

    private static string? ParentOf(ClassMapping mapping) => Ancestry.Of(mapping.NativeType).Skip(1).FirstOrDefault();

    /// <summary>Writes one type's elements, each backbone once: where it recurs, by reference to its first place.</summary>
    private sealed class Writer(ClassMapping type)
    {
        private readonly Dictionary<ClassMapping, string> backbones = [];

        public IEnumerable<ElementDefinition> Elements()
        {
            var root = new ElementDefinition { ElementId = type.Name, Path = type.Name, Min = 0, Max = "*" };
            root.Constraint.AddRange(Ancestry.Of(type.NativeType).SelectMany(R4Invariants.At));
            return [root, .. Children(type, type.Name)];
        }

        private IEnumerable<ElementDefinition> Children(ClassMapping owner, string path) => owner.PropertyMappings
            .Where(property => !property.RepresentsValueElement)
            .OrderBy(property => property.Order)
            .SelectMany(property => Element(property, path));

        private IEnumerable<ElementDefinition> Element(PropertyMapping property, string parent)
        {
            var path = $"{parent}.{property.Name}";
            var id = property.Choice == ChoiceType.DatatypeChoice ? $"{path}[x]" : path;
            var element = new ElementDefinition
            {
                ElementId = id,
                Path = id,
                Min = property.IsMandatoryElement ? 1 : 0,
                Max = property.IsCollection ? "*" : "1",
                IsModifier = property.IsModifier,
            };
            if (property.PropertyTypeMapping is { IsBackboneType: true } backbone)
            {
                return Backbone(element, backbone, path);
            }

            element.Type.AddRange(TypesOf(property));
            element.Constraint.AddRange(R4Invariants.At(path));
            if (BindingOf(property) is { } binding)
            {
                element.Binding = binding;
            }

            return [element];
        }

        private IEnumerable<ElementDefinition> Backbone(ElementDefinition element, ClassMapping backbone, string path)
        {
            if (!backbones.TryAdd(backbone, path))
            {
                element.ContentReference = $"#{backbones[backbone]}";
                return [element];
            }

            element.Type.Add(new ElementDefinition.TypeRefComponent
            {
                Code = backbone.NativeType.IsAssignableTo(typeof(BackboneElement)) ? "BackboneElement" : "Element",
            });
            element.Constraint.AddRange([.. R4Invariants.At("Element"), .. R4Invariants.At(path)]);
            return [element, .. Children(backbone, path)];
        }

        private static IEnumerable<ElementDefinition.TypeRefComponent> TypesOf(PropertyMapping property) => property.FhirType
            .Select(native => Model.FindOrImportClassMapping(native)?.Name ?? native.Name)
            .Distinct(StringComparer.Ordinal)
            .Select(code => new ElementDefinition.TypeRefComponent
            {
                Code = code,
                TargetProfile = code == "Reference" ? [.. TargetsOf(property)] : [],
            });

        private static IEnumerable<string> TargetsOf(PropertyMapping property) =>
            (property.NativeProperty?.GetCustomAttributes(typeof(ReferencesAttribute), inherit: true) ?? [])
                .Cast<ReferencesAttribute>()
                .SelectMany(references => references.Resources)
                .Where(target => target != "Resource")
                .Select(target => Prefix + target);

        private static ElementDefinition.ElementDefinitionBindingComponent? BindingOf(PropertyMapping property) =>
            property.ImplementingType is { IsGenericType: true } code && Model.FindEnumMapping(code.GenericTypeArguments[0]) is { Canonical: { } valueSet }
                ? new ElementDefinition.ElementDefinitionBindingComponent { Strength = BindingStrength.Required, ValueSet = valueSet }
                : null;
    }
}
