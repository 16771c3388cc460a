namespace Fhir.Profiles.Validation;

/// <summary>
/// A StructureDefinition, compiled: of which type, with which rules, below which other profile (none if it restricts R4's type
/// itself); for an extension also where it may stand, and whether it changes the meaning of what it stands on.
/// </summary>
internal sealed record Structure(
    string Url, string Type, ElementRule Root, string? Parent, IReadOnlyList<ExtensionContext> Contexts, bool IsModifier)
{
    /// <summary>The rule of an element that recurs, by its path.</summary>
    public ElementRule At(string path) =>
        path.Split('.').Skip(1).Aggregate(Root, (rule, name) => rule.Children[name]);
}
