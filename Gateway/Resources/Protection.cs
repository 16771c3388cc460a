using System.Collections.Frozen;
using System.Collections.Immutable;
using Fhir.Profiles;
using Hl7.Fhir.Model;

namespace Gateway.Resources;

/// <summary>Keeps a resource as it is, but for the elements it names: what nobody thought of is protected too.</summary>
/// <param name="sentence">What somebody who changes something protected should do instead.</param>
/// <param name="changeable">The elements that may change. Our own extensions, the profiles and the security labels may not, in any case.</param>
internal sealed class Protection(string sentence, params string[] changeable)
{
    // What the server sets by itself, and what the rules below judge part by part.
    private static readonly FrozenSet<string> JudgedApart = ["id", "meta", "extension"];

    private readonly FrozenSet<string> open = [.. changeable];

    /// <summary>One issue for each protected element that differs.</summary>
    public ImmutableArray<Issue> Check(DomainResource before, DomainResource after)
    {
        var names = before.EnumerateElements().Concat(after.EnumerateElements())
            .Select(element => element.Key)
            .Distinct(StringComparer.Ordinal)
            .Where(name => !open.Contains(name) && !JudgedApart.Contains(name) && !Same(ValueOf(before, name), ValueOf(after, name)));
        return [.. names.Concat(ApartFrom(before, after)).Select(name => new Issue(OperationOutcome.IssueType.BusinessRule, sentence, $"{after.TypeName}.{name}"))];
    }

    /// <summary>Whether an element says the same in both resources.</summary>
    public static bool Keeps(Resource before, Resource after, string element) => Same(ValueOf(before, element), ValueOf(after, element));

    private static IEnumerable<string> ApartFrom(DomainResource before, DomainResource after)
    {
        if (!Same(Ours(before.Extension), Ours(after.Extension)))
        {
            yield return "extension";
        }

        if (!Same(before.Meta?.Security ?? [], after.Meta?.Security ?? []))
        {
            yield return "meta.security";
        }

        if (!OurProfiles(before).SequenceEqual(OurProfiles(after), StringComparer.Ordinal))
        {
            yield return "meta.profile";
        }
    }

    private static List<Extension> Ours(List<Extension> extensions) =>
        [.. extensions.Where(extension => extension.Url?.StartsWith(Canonicals.Base, StringComparison.Ordinal) == true)];

    private static IEnumerable<string> OurProfiles(DomainResource resource) =>
        (resource.Meta?.Profile ?? []).Where(profile => profile?.StartsWith(Canonicals.Base, StringComparison.Ordinal) == true)!;

    private static object? ValueOf(Base holder, string name) => holder.TryGetValue(name, out var value) ? value : null;

    private static bool Same(object? one, object? other) => (one, other) switch
    {
        (null, null) => true,
        (Base left, Base right) => left.IsExactly(right),
        (IReadOnlyList<Base> left, IReadOnlyList<Base> right) =>
            left.Count == right.Count && left.Zip(right).All(pair => pair.First.IsExactly(pair.Second)),
        _ => Equals(one, other),
    };
}
