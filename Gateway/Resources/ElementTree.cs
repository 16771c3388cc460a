using System.Collections;
using Hl7.Fhir.Model;

namespace Gateway.Resources;

/// <summary>Walks a resource for what is written the same way wherever it occurs: narratives, references.</summary>
internal static class ElementTree
{
    /// <summary>All that is below an element, contained resources included.</summary>
    public static IEnumerable<Base> Below(Base element)
    {
        foreach (var (_, value) in element.EnumerateElements())
        {
            foreach (var child in EachOf(value))
            {
                yield return child;
                foreach (var descendant in Below(child))
                {
                    yield return descendant;
                }
            }
        }
    }

    /// <summary>The references in a resource, each with its element's name and its path; what is contained is a part of it.</summary>
    public static IEnumerable<(string Element, string Expression, ResourceReference Reference)> ReferencesIn(Resource resource) =>
        ReferencesIn(resource, resource.TypeName);

    private static IEnumerable<(string Element, string Expression, ResourceReference Reference)> ReferencesIn(Base element, string path)
    {
        foreach (var (name, value) in element.EnumerateElements())
        {
            foreach (var (child, expression) in ChildrenOf(value, $"{path}.{name}"))
            {
                if (child is ResourceReference reference)
                {
                    yield return (name, expression, reference);
                }
                else
                {
                    foreach (var inner in ReferencesIn(child, expression))
                    {
                        yield return inner;
                    }
                }
            }
        }
    }

    private static IEnumerable<(Base Child, string Expression)> ChildrenOf(object value, string path) => value switch
    {
        Base one => [(one, path)],
        IEnumerable<Base> many => many.Select((child, i) => (child, $"{path}[{i}]")),
        _ => [],
    };

    /// <summary>The elements that one member holds, whether it repeats or not.</summary>
    public static IEnumerable<Base> EachOf(object member) => member switch
    {
        Base single => [single],
        IEnumerable several => several.OfType<Base>(),
        _ => [],
    };
}
