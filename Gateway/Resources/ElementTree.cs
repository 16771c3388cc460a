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

    /// <summary>The elements that one member holds, whether it repeats or not.</summary>
    public static IEnumerable<Base> EachOf(object member) => member switch
    {
        Base single => [single],
        IEnumerable several => several.OfType<Base>(),
        _ => [],
    };
}
