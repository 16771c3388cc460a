using Hl7.Fhir.Model;

namespace Fhir.Profiles.Validation;

/// <summary>Checks where an extension stands; one that is unknown passes, unless it changes the meaning of what it stands on.</summary>
internal sealed class ExtensionCheck(StructureCache structures, Findings findings)
{
    private const string Modifier = "modifierExtension";

    /// <summary>The definition by which the extension's content is to be checked; null if it is unknown.</summary>
    public Structure? StructureOf(PocoNode node, Extension extension)
    {
        // Within an extension, parts have short names that only their own definition explains.
        var known = extension.Url is { } url && url.Contains(':', StringComparison.Ordinal) && structures.Find(url) is { Type: "Extension" } found
            ? found
            : null;
        var isModifier = node.Name == Modifier;
        if (known is null && isModifier)
        {
            Refuse(node, "This extension would change the meaning of the element in a way that is not understood here.");
        }
        else if (known is not null && known.IsModifier != isModifier)
        {
            Refuse(node, isModifier ? "This extension is none that changes a meaning." : "This extension changes a meaning: it must be a modifierExtension.");
        }
        else if (known is { Contexts.Count: > 0 } && node.Parent is { } holder && !known.Contexts.Any(context => context.Allows(holder)))
        {
            Refuse(node, "This extension may not be used on this element.");
        }

        return known;
    }

    private void Refuse(PocoNode node, string sentence) =>
        findings.Error(OperationOutcome.IssueType.Extension, sentence, Places.ExpressionOf(node));
}
