using System.Collections;
using System.Collections.Immutable;
using Hl7.Fhir.Introspection;
using Hl7.Fhir.Model;

namespace Gateway.Resources;

/// <summary>
/// Cuts a resource down to what was asked for (R4 search.html, _summary and _elements). Id, meta, mandatory and modifier elements
/// stay, for without them the rest could be misread; the result is tagged SUBSETTED.
/// </summary>
internal static class Subset
{
    public const string TagSystem = "http://terminology.hl7.org/CodeSystem/v3-ObservationValue";
    public const string TagCode = "SUBSETTED";

    /// <summary>The elements marked as summary, at every level.</summary>
    public static void Summarize(Resource resource)
    {
        var contained = ContainedOf(resource);
        Keep(resource, property => property.InSummary, isNested: false);
        RestoreReferred(resource, contained);
        Tag(resource);
    }

    /// <summary>Only these elements of the root, each with all that is in it.</summary>
    public static void KeepElements(Resource resource, ImmutableArray<string> names)
    {
        var contained = ContainedOf(resource);
        KeepRoot(resource, (name, property) => names.Contains(name) || IsNeeded(property));
        RestoreReferred(resource, contained);
        Tag(resource);
    }

    /// <summary>Everything but the narrative.</summary>
    public static void DropText(Resource resource)
    {
        KeepRoot(resource, (name, _) => name != "text");
        Tag(resource);
    }

    private static void KeepRoot(Resource resource, Func<string, PropertyMapping?, bool> isKept)
    {
        var mapping = MappingOf(resource);
        foreach (var (name, _) in resource.EnumerateElements().ToArray())
        {
            if (!isKept(name, mapping?.FindMappedElementByName(name)))
            {
                resource.SetValue(name, null);
            }
        }
    }

    private static void Keep(Base element, Func<PropertyMapping, bool> isAsked, bool isNested)
    {
        // A primitive's value is no element: it is kept whole, extensions included, and so are elements that no definition describes.
        if (element is PrimitiveType || MappingOf(element) is not { } mapping)
        {
            return;
        }

        foreach (var (name, value) in element.EnumerateElements().ToArray())
        {
            var property = mapping.FindMappedElementByName(name);
            var isKept = IsNeeded(property) || (property is not null && isAsked(property)) || (isNested && name is "extension");
            if (!isKept)
            {
                element.SetValue(name, null);
                continue;
            }

            foreach (var child in ElementTree.EachOf(value).ToArray())
            {
                Keep(child, isAsked, isNested: true);
                RemoveIfEmpty(element, name, value, child);
            }
        }
    }

    // An element of which nothing is left would be an empty object, which FHIR does not allow.
    private static void RemoveIfEmpty(Base parent, string name, object member, Base child)
    {
        if (child is PrimitiveType || child.EnumerateElements().Any())
        {
            return;
        }

        if (member is IList { Count: > 1 } list)
        {
            list.Remove(child);
        }
        else
        {
            parent.SetValue(name, null);
        }
    }

    private static bool IsNeeded(PropertyMapping? property) =>
        property is { IsMandatoryElement: true } or { IsModifier: true } or { Name: "id" or "meta" };

    private static ImmutableArray<Resource> ContainedOf(Resource resource) => resource is DomainResource domain ? [.. domain.Contained] : [];

    // A reference into the resource must find what it points to (invariant ref-1); what nothing points to must not stay (dom-3).
    private static void RestoreReferred(Resource resource, ImmutableArray<Resource> contained)
    {
        if (contained.IsEmpty || resource is not DomainResource { Contained.Count: 0 } domain)
        {
            return;
        }

        var reached = new Queue<Resource>([domain]);
        while (reached.TryDequeue(out var from))
        {
            foreach (var reference in ElementTree.Below(from).OfType<ResourceReference>().Where(reference => reference.Reference?.StartsWith('#') == true).ToArray())
            {
                if (contained.FirstOrDefault(inner => inner.Id == reference.Reference![1..]) is { } inner && !domain.Contained.Contains(inner))
                {
                    domain.Contained.Add(inner);
                    reached.Enqueue(inner);
                }
            }
        }
    }

    private static void Tag(Resource resource)
    {
        resource.Meta ??= new Meta();
        if (!resource.Meta.Tag.Any(tag => tag.System == TagSystem && tag.Code == TagCode))
        {
            resource.Meta.Tag.Add(new Coding(TagSystem, TagCode));
        }
    }

    private static ClassMapping? MappingOf(Base element) => ModelInfo.ModelInspector.FindClassMapping(element.GetType());
}
