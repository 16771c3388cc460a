using Gateway.Resources;
using Hl7.Fhir.Model;

namespace Gateway.Rest;

/// <summary>Resources in the form a request asks for. Pure; the bytes that were stored pass through where they can.</summary>
internal static class Rendering
{
    /// <summary>A stored resource in the form that was asked for.</summary>
    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> stored, AnswerForm form) =>
        form.IsAsStored ? stored : InFormat(Cut(stored, form), form);

    /// <summary>A whole resource, however little was asked for: outcomes are never cut.</summary>
    public static ReadOnlyMemory<byte> Whole(Resource resource, AnswerForm form) => form.Format switch
    {
        FhirFormat.Json => InFormat(FhirJson.Serialize(resource), form),
        FhirFormat.Xml => FhirXml.Serialize(resource, form.Pretty),
    };

    /// <summary>JSON of ours in the format and layout that were asked for.</summary>
    public static ReadOnlyMemory<byte> InFormat(ReadOnlyMemory<byte> json, AnswerForm form) => form switch
    {
        { Format: FhirFormat.Xml } => FhirXml.Serialize(FhirJson.ReadStored(json), form.Pretty),
        { Pretty: true } => FhirJson.Indent(json),
        _ => json,
    };

    /// <summary>As much of a stored resource as was asked for, still as JSON.</summary>
    public static ReadOnlyMemory<byte> Cut(ReadOnlyMemory<byte> stored, AnswerForm form)
    {
        if (!form.IsSubset)
        {
            return stored;
        }

        var resource = FhirJson.ReadStored(stored);
        switch (form.Summary)
        {
            case Summary.True:
                Subset.Summarize(resource);
                break;
            case Summary.Text:
                Subset.KeepElements(resource, ["text"]);
                break;
            case Summary.Data:
                Subset.DropText(resource);
                break;
            case Summary.Count:
                Subset.KeepElements(resource, []);
                break;
            case Summary.False when form.Elements?.Of(resource.TypeName) is { } names:
                Subset.KeepElements(resource, names);
                break;
            case Summary.False:
                return stored;
        }

        return FhirJson.Serialize(resource);
    }
}
