using Gateway.Resources;
using Hl7.Fhir.Model;
using Microsoft.Extensions.Primitives;

namespace Gateway.Rest;

/// <summary>The form in which a request wants its answer: format, layout, and how much of each resource.</summary>
internal sealed record AnswerForm
{
    private const string FormatParameter = "_format";
    private const string PrettyParameter = "_pretty";
    private const string SummaryParameter = "_summary";
    private const string ElementsParameter = "_elements";

    /// <summary>FHIR JSON, as stored.</summary>
    public static readonly AnswerForm AsStored = new();

    /// <summary>The parameters that are about the answer's form, and no search.</summary>
    public static readonly IReadOnlyList<string> Parameters = [FormatParameter, PrettyParameter, SummaryParameter, ElementsParameter];

    private static readonly AnswerForm PlainXml = new() { Format = FhirFormat.Xml };

    public FhirFormat Format { get; init; }

    public bool Pretty { get; init; }

    public Summary Summary { get; init; }

    public ElementSelection? Elements { get; init; }

    /// <summary>True if less than the whole resource is wanted.</summary>
    public bool IsSubset => Summary != Summary.False || Elements is not null;

    /// <summary>True if the stored bytes are the answer.</summary>
    public bool IsAsStored => Format == FhirFormat.Json && !Pretty && !IsSubset;

    /// <summary>The form of this request's answer. Where it was not understood, JSON: even the refusal needs a form.</summary>
    public static AnswerForm Of(HttpContext context)
    {
        if (context.Features.Get<AnswerForm>() is { } known)
        {
            return known;
        }

        _ = Read(context.Request, posted: null, out var form);
        return form;
    }

    /// <summary>Reads the form of a request, with the parameters of a posted search if there are such; what is wrong, if something is.</summary>
    public static Refused? Read(HttpRequest request, IFormCollection? posted, out AnswerForm form)
    {
        form = AsStored;
        var preferred = request.ContentType is null ? FhirFormat.Json : FhirContent.FormatOf(request.ContentType) ?? FhirFormat.Json;
        var accept = request.Headers.Accept;
        if (posted is null && !request.QueryString.HasValue)
        {
            // Who says nothing is answered as spoken to.
            return Choose(Negotiation.FormatAccepted(accept, preferred), ref form);
        }

        var format = ParameterOf(request, posted, FormatParameter);
        var chosen = format is [{ Length: > 0 } name] ? Negotiation.FormatNamed(name) : Negotiation.FormatAccepted(accept, preferred);
        return TooOften(request, posted)
            ?? Choose(chosen, ref form)
            ?? Layout(ParameterOf(request, posted, PrettyParameter), ref form)
            ?? Extent(ParameterOf(request, posted, SummaryParameter), ParameterOf(request, posted, ElementsParameter), ref form);
    }

    private static StringValues ParameterOf(HttpRequest request, IFormCollection? posted, string name) =>
        posted is not null && posted.TryGetValue(name, out var value) ? value : request.Query[name];

    private static Refused? TooOften(HttpRequest request, IFormCollection? posted) =>
        Array.Find([FormatParameter, PrettyParameter, SummaryParameter], name => ParameterOf(request, posted, name).Count > 1) is { } repeated
            ? Refuse(StatusCodes.Status400BadRequest, OperationOutcome.IssueType.Invalid, $"Give {repeated} once.")
            : null;

    private static Refused? Choose(FhirFormat? chosen, ref AnswerForm form)
    {
        if (chosen is { } format)
        {
            form = format == FhirFormat.Json ? AsStored : PlainXml;
            return null;
        }

        return Refuse(
            StatusCodes.Status406NotAcceptable,
            OperationOutcome.IssueType.NotSupported,
            "This server answers application/fhir+json and application/fhir+xml, FHIR version 4.0: ask for one of them in Accept or _format.");
    }

    private static Refused? Layout(StringValues pretty, ref AnswerForm form)
    {
        switch (pretty.ToString())
        {
            case "":
            case "false":
                return null;
            case "true":
                form = form with { Pretty = true };
                return null;
            default:
                return Refuse(StatusCodes.Status400BadRequest, OperationOutcome.IssueType.Value, "_pretty must be true or false.");
        }
    }

    private static Refused? Extent(StringValues summary, StringValues elements, ref AnswerForm form)
    {
        if (SummaryNamed(summary.ToString()) is not { } wanted)
        {
            return Refuse(StatusCodes.Status400BadRequest, OperationOutcome.IssueType.Value, "_summary must be true, text, data, count or false.");
        }

        form = wanted == Summary.False ? form : form with { Summary = wanted };
        if (elements.All(string.IsNullOrEmpty))
        {
            return null;
        }

        if (wanted != Summary.False)
        {
            return Refuse(StatusCodes.Status400BadRequest, OperationOutcome.IssueType.Invalid, "_summary and _elements exclude each other: give one of them.");
        }

        if (!ElementSelection.TryParse(elements, out var selection))
        {
            return Refuse(
                StatusCodes.Status400BadRequest,
                OperationOutcome.IssueType.Value,
                "_elements must be a comma separated list of root elements, each as element or Type.element.");
        }

        form = form with { Elements = selection };
        return null;
    }

    private static Summary? SummaryNamed(string value) => value switch
    {
        "" or "false" => Summary.False,
        "true" => Summary.True,
        "text" => Summary.Text,
        "data" => Summary.Data,
        "count" => Summary.Count,
        _ => null,
    };

    private static Refused Refuse(int status, OperationOutcome.IssueType code, string sentence) => new(status, [new Issue(code, sentence)]);
}
