using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Hl7.Fhir.Introspection;
using Hl7.Fhir.Model;

namespace Gateway.Patching;

/// <summary>Says a place in a resource's JSON in FHIRPath, as clients know it from other issues.</summary>
internal static class ElementPath
{
    /// <summary>The FHIRPath as far as FHIR defines the pointer's steps, so that nothing a client invented is repeated; null if it defines none.</summary>
    public static string? Of(string resourceType, JsonPointer pointer)
    {
        var path = new StringBuilder(resourceType);
        var type = ModelInfo.ModelInspector.FindClassMapping(resourceType);
        var inList = false;
        foreach (var step in pointer.Steps)
        {
            if (inList && JsonPointer.TryPosition(step, out var position))
            {
                path.Append(CultureInfo.InvariantCulture, $"[{position}]");
                inList = false;
            }
            else if (type is not null && ElementOf(type, step) is { } element)
            {
                path.Append('.').Append(element.Name);
                type = TypeOf(element, step);
                inList = element.IsCollection;
            }
            else
            {
                break;
            }
        }

        return pointer.IsRoot || path.Length > resourceType.Length ? path.ToString() : null;
    }

    /// <summary>The beginning of a FHIRPath in which every name is FHIR's: the parser repeats also what a client invented.</summary>
    public static string Known(string resourceType, string expression)
    {
        var path = new StringBuilder(resourceType);
        ImmutableArray<ClassMapping> types = [ModelInfo.ModelInspector.FindClassMapping(resourceType)!];
        foreach (var step in expression.Split('.').Skip(1))
        {
            var name = step.Split('[')[0];
            var elements = types.Select(type => type.FindMappedElementByName(name)).OfType<PropertyMapping>().ToArray();
            if (elements.Length == 0)
            {
                break;
            }

            path.Append('.').Append(step);
            types = [.. elements.SelectMany(element => element.FhirTypeMappings.Append(element.PropertyTypeMapping)).OfType<ClassMapping>()];
        }

        return path.ToString();
    }

    // _status holds the extensions of status; contentString is the element content as a string.
    private static PropertyMapping? ElementOf(ClassMapping type, string step)
    {
        var name = step.StartsWith('_') ? step[1..] : step;
        return type.FindMappedElementByName(name) ?? type.FindMappedElementByChoiceName(name);
    }

    private static ClassMapping? TypeOf(PropertyMapping element, string step) => element.Choice == ChoiceType.DatatypeChoice
        ? element.FhirTypeMappings.FirstOrDefault(choice => step.EndsWith(element.Name + choice.Name, StringComparison.OrdinalIgnoreCase))
        : element.PropertyTypeMapping;
}
