using Gateway.Resources;
using Hl7.Fhir.Introspection;
using Hl7.Fhir.Model;

namespace Gateway.Patching;

/// <summary>The value part of a FHIRPath Patch operation: a value[x], a resource, or the parts of an element that has no type name.</summary>
/// <param name="Part">The part as sent.</param>
/// <param name="At">Where it stands in the Parameters.</param>
internal sealed record PatchValue(Parameters.ParameterComponent Part, string At)
{
    /// <summary>A new instance of the element, or what is wrong with the value.</summary>
    public (Base? Value, Issue? Fault) For(PropertyMapping element) => this switch
    {
        { Part.Resource: { } resource } => element.ImplementingType.IsInstanceOfType(resource)
            ? (resource.DeepCopy(), null)
            : (null, OfType(element, ".resource")),
        { Part.Value: { } value } => Converted(value, element) is { } fitting ? (fitting, null) : (null, OfType(element, ".value")),
        _ => OfParts(element),
    };

    private static Base? Converted(DataType value, PropertyMapping element)
    {
        if (element.ImplementingType.IsInstanceOfType(value)
            && (element.Choice == ChoiceType.None || element.FhirType.Any(type => type == value.GetType())))
        {
            return value.DeepCopy();
        }

        // A code that is bound to a value set has a class of its own in the model.
        if (value.GetType() == typeof(Code) && element.ImplementingType.IsSubclassOf(typeof(Code)))
        {
            var bound = (PrimitiveType)Activator.CreateInstance(element.ImplementingType)!;
            bound.JsonValue = ((Code)value).Value;
            bound.Extension = [.. value.Extension.Select(extension => (Extension)extension.DeepCopy())];
            return bound;
        }

        return null;
    }

    private (Base? Value, Issue? Fault) OfParts(PropertyMapping element)
    {
        if (element.Choice != ChoiceType.None || element.ImplementingType.IsAbstract || element.ImplementingType.IsSubclassOf(typeof(PrimitiveType)))
        {
            return (null, OfType(element, string.Empty));
        }

        var instance = (Base)Activator.CreateInstance(element.ImplementingType)!;
        foreach (var (index, part) in Part.Part.Index())
        {
            var at = $"{At}.part[{index}]";
            if (ElementSlot.Of(instance, part.Name ?? string.Empty) is not { } slot)
            {
                return (null, new Issue(OperationOutcome.IssueType.Value, "The element that is made here has no child of this name.", $"{at}.name"));
            }

            if (!slot.IsList && !slot.IsEmpty)
            {
                return (null, new Issue(OperationOutcome.IssueType.Value, "The element that is made here has at most one child of this name.", $"{at}.name"));
            }

            var (value, fault) = new PatchValue(part, at).For(slot.Element);
            if (value is null)
            {
                return (null, fault);
            }

            slot.Append(value);
        }

        return (instance, null);
    }

    private Issue OfType(PropertyMapping element, string place)
    {
        var types = element.FhirTypeMappings.Select(type => type.Name).ToArray();
        var expected = types is [var only] ? only.Contains('.', StringComparison.Ordinal) ? "given in parts" : $"of type {only}" : "of a type this element can have";
        return new Issue(OperationOutcome.IssueType.Value, $"The value must be {expected}.", At + place);
    }
}
