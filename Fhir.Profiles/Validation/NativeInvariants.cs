using System.Collections.Frozen;
using Hl7.Fhir.Model;

namespace Fhir.Profiles.Validation;

/// <summary>
/// Invariants of R4 that are code instead of FHIRPath: they hold for nearly every element, so that a write would spend its time
/// on them, or their published expression does not say what their text says.
/// </summary>
internal static class NativeInvariants
{
    private static readonly FrozenDictionary<string, Func<PocoNode, bool>> ByKey = new Dictionary<string, Func<PocoNode, bool>>
    {
        ["ele-1"] = HasContent,
        ["ext-1"] = HasValueOrExtensions,
        ["ref-1"] = LeadsToContained,
        ["dom-2"] = node => Contained(node).All(inner => inner is not DomainResource { Contained.Count: > 0 }),
        ["dom-3"] = EachContainedIsUsed,
        ["dom-4"] = node => Contained(node).All(inner => inner.Meta is not { } meta || (meta.VersionIdElement is null && meta.LastUpdatedElement is null)),
        ["dom-5"] = node => Contained(node).All(inner => inner.Meta is not { Security.Count: > 0 }),
        ["txt-1"] = IsSimpleXhtml,
        ["txt-2"] = IsNotBlank,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static Func<PocoNode, bool>? Find(string key) => ByKey.GetValueOrDefault(key);

    private static bool HasContent(PocoNode node) =>
        node.Poco is Resource or PrimitiveType { JsonValue: not null } || node.Poco.EnumerateElements().Any(element => element.Key != "id");

    private static bool HasValueOrExtensions(PocoNode node) =>
        node.Poco is not Extension extension || extension.Extension.Count > 0 != (extension.Value is not null);

    private static bool LeadsToContained(PocoNode node) =>
        node.Poco is not ResourceReference { Reference: ['#', .. var fragment] }
        || (fragment.Length == 0 ? Places.ResourceOf(node).Parent is not null : Contained(Places.RootOf(node)).Any(inner => inner.Id == fragment));

    // Referred to from anywhere, or referring to its container.
    private static bool EachContainedIsUsed(PocoNode node)
    {
        var contained = Contained(node).ToArray();
        if (contained.Length == 0)
        {
            return true;
        }

        var used = LocalAddresses(node.Poco).ToHashSet(StringComparer.Ordinal);
        return contained.All(inner => used.Contains($"#{inner.Id}") || LocalAddresses(inner).Contains("#"));
    }

    private static bool IsSimpleXhtml(PocoNode node) =>
        node.Poco is not XHtml { Value: { } markup } || XHtml.IsValidNarrativeXhtml(markup, out _, out _);

    private static bool IsNotBlank(PocoNode node) =>
        node.Poco is not XHtml { Value: { } markup } || Markup.HasText(markup);

    private static List<Resource> Contained(PocoNode node) => (node.Poco as DomainResource)?.Contained ?? [];

    private static IEnumerable<string> LocalAddresses(Base holder)
    {
        foreach (var child in holder.EnumerateElements().SelectMany(element => Values(element.Value)))
        {
            if (AddressOf(child) is ['#', ..] local)
            {
                yield return local;
            }

            foreach (var inner in LocalAddresses(child))
            {
                yield return inner;
            }
        }
    }

    private static IEnumerable<Base> Values(object value) => value switch
    {
        Base one => [one],
        System.Collections.IEnumerable many and not string => many.OfType<Base>(),
        _ => [],
    };

    private static string? AddressOf(Base value) => value switch
    {
        ResourceReference reference => reference.Reference,
        Canonical canonical => canonical.Value,
        FhirUri uri => uri.Value,
        FhirUrl url => url.Value,
        _ => null,
    };
}
