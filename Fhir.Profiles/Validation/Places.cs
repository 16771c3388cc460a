using System.Globalization;
using Hl7.Fhir.Model;

namespace Fhir.Profiles.Validation;

/// <summary>Where an element stands in its resource.</summary>
internal static class Places
{
    /// <summary>FHIRPath of the element, with an index wherever it may repeat.</summary>
    public static string ExpressionOf(PocoNode node) => node switch
    {
        { Parent: null } => node.Poco.TypeName,
        { Parent: { } parent, Index: { } index } => string.Create(CultureInfo.InvariantCulture, $"{ExpressionOf(parent)}.{node.Name}[{index}]"),
        { Parent: { } parent } => $"{ExpressionOf(parent)}.{node.Name}",
    };

    /// <summary>The element's path as definitions write it, from its nearest resource: no indexes.</summary>
    public static string DefinitionPathOf(PocoNode node) =>
        node.Parent is null || node.Poco is Resource ? node.Poco.TypeName : $"{DefinitionPathOf(node.Parent)}.{node.Name}";

    /// <summary>The nearest resource the element stands in.</summary>
    public static PocoNode ResourceOf(PocoNode node) => node.Poco is Resource || node.Parent is null ? node : ResourceOf(node.Parent);

    /// <summary>The resource that contains it, or it is contained in: an entry of a Bundle is one, a contained resource is not.</summary>
    public static PocoNode RootOf(PocoNode node)
    {
        var resource = ResourceOf(node);
        return resource is { Parent: { } container, Name: "contained" } ? RootOf(container) : resource;
    }
}
