using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Resources;
using Hl7.Fhir.Model;

namespace Gateway.Rest;

/// <summary>The simple parameters of an operation, from its address or from a Parameters resource; each is given once at most.</summary>
internal static class OperationInputs
{
    private static readonly string[] OfForm = ["_format", "_pretty"];

    /// <summary>Reads what was given; what is not among <paramref name="known"/>, comes twice or is no simple value is an issue.</summary>
    public static async ValueTask<(IReadOnlyDictionary<string, string> Inputs, Refused? Objection)> ReadAsync(
        HttpRequest request, int limit, IReadOnlyCollection<string> known)
    {
        var given = request.Query.Where(pair => !OfForm.Contains(pair.Key))
            .SelectMany(pair => pair.Value.Select(value => (Name: pair.Key, Value: value, Place: (string?)null)))
            .ToList();
        if (HttpMethods.IsPost(request.Method))
        {
            var content = await RequestBody.ReadAsync(request, limit, request.HttpContext.RequestAborted);
            if (!content.IsEmpty && FhirBody.ObjectionTo(request) is { } objection)
            {
                return (ImmutableDictionary<string, string>.Empty, objection);
            }

            if (!TryParse(new FhirBody(FhirContent.FormatOf(request.ContentType) ?? FhirFormat.Json, content), out var parameters, out var issues))
            {
                return (ImmutableDictionary<string, string>.Empty, new Refused(StatusCodes.Status400BadRequest, issues));
            }

            given.AddRange(parameters.Parameter.Index().Select(pair => (pair.Item.Name ?? string.Empty, TextOf(pair.Item.Value), (string?)$"Parameters.parameter[{pair.Index}]")));
        }

        return Check(given, known);
    }

    /// <summary>Parses a Parameters resource; a body that is not there, or says that there are none, has none.</summary>
    public static bool TryParse(FhirBody body, out Parameters parameters, out ImmutableArray<Issue> issues)
    {
        (parameters, issues) = (new Parameters(), []);
        if (body.Content.IsEmpty || (body.Format == FhirFormat.Json && IsEmptyParameters(body.Content)))
        {
            return true;
        }

        if (!body.TryParse<Parameters>(out var parsed, out issues))
        {
            return false;
        }

        parameters = parsed;
        return true;
    }

    private static (IReadOnlyDictionary<string, string> Inputs, Refused? Objection) Check(
        IEnumerable<(string Name, string? Value, string? Place)> given, IReadOnlyCollection<string> known)
    {
        var inputs = new Dictionary<string, string>(StringComparer.Ordinal);
        var issues = new List<Issue>();
        foreach (var (name, value, place) in given)
        {
            if (!known.Contains(name))
            {
                issues.Add(new Issue(OperationOutcome.IssueType.NotSupported, $"This operation knows {SentenceOf(known)}.", place));
            }
            else if (value is null || !inputs.TryAdd(name, value))
            {
                issues.Add(new Issue(OperationOutcome.IssueType.Invalid, "A parameter is given once at most, with a simple value.", place));
            }
        }

        return (inputs, issues.Count > 0 ? new Refused(StatusCodes.Status400BadRequest, issues) : null);
    }

    private static string SentenceOf(IReadOnlyCollection<string> known) =>
        known.Count == 0 ? "no parameters" : $"these parameters and no others: {string.Join(", ", known)}";

    // To the strict parser a resource without content is a fault; for Parameters it is how R4 says that there are none.
    private static bool IsEmptyParameters(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.EnumerateObject().ToArray() is [{ Name: "resourceType", Value: { ValueKind: JsonValueKind.String } type }]
                && type.ValueEquals("Parameters");
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string? TextOf(DataType? value) => value switch
    {
        ResourceReference reference => reference.Reference,
        PrimitiveType primitive => primitive.ToString(),
        _ => null,
    };
}
