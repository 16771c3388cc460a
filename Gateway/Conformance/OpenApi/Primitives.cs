using Microsoft.OpenApi;

namespace Gateway.Conformance.OpenApi;

/// <summary>FHIR's primitive types as JSON has them (R4 datatypes.html).</summary>
internal static class Primitives
{
    private static readonly string Digits = int.MaxValue.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public static OpenApiSchema Of(string type) => type switch
    {
        "boolean" => new OpenApiSchema { Type = JsonSchemaType.Boolean },
        "integer" => new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32" },
        "unsignedInt" => new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32", Minimum = "0", Maximum = Digits },
        "positiveInt" => new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32", Minimum = "1", Maximum = Digits },
        "decimal" => new OpenApiSchema { Type = JsonSchemaType.Number },
        "instant" => Text(format: "date-time"),
        "date" => Text("^\\d{4}(-\\d{2}(-\\d{2})?)?$"),
        "dateTime" => Text("^\\d{4}(-\\d{2}(-\\d{2}(T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?(Z|[+-]\\d{2}:\\d{2}))?)?)?$"),
        "time" => Text("^\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?$"),
        "id" => Text("^[A-Za-z0-9\\-.]{1,64}$"),
        "code" => Text("^[^\\s]+( [^\\s]+)*$"),
        "base64Binary" => Text(format: "byte"),
        _ => Text(),
    };

    private static OpenApiSchema Text(string? pattern = null, string? format = null) =>
        new() { Type = JsonSchemaType.String, Pattern = pattern, Format = format };
}
