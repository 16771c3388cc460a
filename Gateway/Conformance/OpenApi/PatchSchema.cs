using Microsoft.OpenApi;

namespace Gateway.Conformance.OpenApi;

/// <summary>The schema of a JSON Patch (RFC 6902).</summary>
internal static class PatchSchema
{
    public const string Name = "JsonPatch";

    public static OpenApiSchema Describe() => new()
    {
        Type = JsonSchemaType.Array,
        Description = "JSON Patch (RFC 6902).",
        Items = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Required = new HashSet<string> { "op", "path" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["op"] = new OpenApiSchema { Type = JsonSchemaType.String, Enum = ["add", "remove", "replace", "move", "copy", "test"] },
                ["path"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "JSON Pointer of the element." },
                ["from"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "JSON Pointer of what is moved or copied." },
                ["value"] = new OpenApiSchema { Description = "What is added, set or expected." },
            },
        },
    };
}
